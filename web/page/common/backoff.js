/** The shortest upper bound of a pause, in milliseconds. */
export const FIRST_MS = 500;
/** The longest pause, in milliseconds. */
export const LONGEST_MS = 20_000;
/** After so long a health, in milliseconds, the next pause is short again. */
export const HEALTHY_MS = 30_000;

/**
 * Pauses between attempts to connect: full jitter below a bound that doubles. Time and chance are arguments.
 * A server's hint replaces the pause once.
 */
export class Backoff {
  #random;
  #now;
  #attempts = 0;
  #since = null;

  constructor({ random = Math.random, now = () => performance.now() } = {}) {
    this.#random = random;
    this.#now = now;
  }

  /** The connection is good. */
  up() {
    this.#since = this.#now();
  }

  /** The connection is gone; answers how many milliseconds to wait. */
  down(hintMs = null) {
    if (this.#since !== null && this.#now() - this.#since >= HEALTHY_MS) {
      this.#attempts = 0;
    }
    this.#since = null;
    const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 10);
    return hintMs ?? Math.round(this.#random() * bound);
  }
}
