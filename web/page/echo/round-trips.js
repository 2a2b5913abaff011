import { sameBytes } from "../common/bytes.js";

/** The most messages that wait for their echo; older ones are given up. */
export const MAX_WAITING = 10_000;

/**
 * Pairs what comes back with what was sent: the oldest message with the same payload, or, on a server that puts a
 * prefix before text or changes its case, the oldest that the answer ends with.
 */
export class RoundTrips {
  #waiting = [];

  /** A message went out at `at` (milliseconds of a monotonic clock); its payload is a string or bytes. */
  sent(payload, at) {
    this.#waiting.push({ payload, at });
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
    }
  }

  /** A message came in at `at`; answers the milliseconds since it was sent, or null if it is nobody's echo. */
  received(payload, at) {
    const same = this.#waiting.findIndex((one) => isSame(one.payload, payload));
    const index = same >= 0 ? same : this.#waiting.findIndex((one) => isPrefixed(one.payload, payload));
    if (index < 0) {
      return null;
    }
    const [found] = this.#waiting.splice(index, 1);
    return Math.max(0, at - found.at);
  }

  /** The connection is gone, and no echo will come. */
  forget() {
    this.#waiting = [];
  }
}

function isSame(sent, received) {
  if (typeof sent === "string" || typeof received === "string") {
    return sent === received;
  }
  return sameBytes(sent, received);
}

function isPrefixed(sent, received) {
  return typeof sent === "string" && typeof received === "string" && sent !== "" && received.toLowerCase().endsWith(sent.toLowerCase());
}
