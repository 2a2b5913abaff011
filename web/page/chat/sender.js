import { post } from "./requests.js";

/**
 * Carries the outbox to the server: for each room one unanswered post at a time, so that the order of writing is the
 * order of the log. Only the tab with the lease sends; should two send the same, `postId` makes it harmless.
 *
 * `listener`: `onPosted(entry, answer)`, `onFailed(entry, error)`.
 */
export class Sender {
  #outbox;
  #link;
  #tab;
  #listener;
  #busy = new Set();
  #timer = null;
  #forced = false;

  constructor(outbox, link, tab, listener) {
    this.#outbox = outbox;
    this.#link = link;
    this.#tab = tab;
    this.#listener = listener;
  }

  /** Sends what can be sent now. `force` takes the lease from another tab: somebody is writing in this one. */
  async wake(force = false) {
    this.#forced ||= force;
    clearTimeout(this.#timer);
    if (this.#link.state.state !== "live") {
      return;
    }
    const entries = (await this.#outbox.all()).filter((entry) => !entry.failed);
    if (entries.length === 0) {
      await this.#outbox.release(this.#tab);
      return;
    }
    const mine = await this.#outbox.lease(this.#tab, Date.now(), this.#forced);
    this.#forced = false;
    if (mine) {
      this.#heads(entries).forEach((entry) => this.#send(entry));
    }
    this.#again(2_000);
  }

  #heads(entries) {
    const heads = new Map();
    for (const entry of entries) {
      if (!heads.has(entry.room) && !this.#busy.has(entry.room)) {
        heads.set(entry.room, entry);
      }
    }
    return [...heads.values()];
  }

  async #send(entry) {
    this.#busy.add(entry.room);
    try {
      const answer = await this.#link.request(post(entry));
      await this.#outbox.remove(entry.order);
      this.#listener.onPosted(entry, answer);
    } catch (error) {
      await this.#onError(entry, error);
    }
    this.#busy.delete(entry.room);
    this.wake();
  }

  async #onError(entry, error) {
    if (error.lost || this.#link.state.state !== "live") {
      return;
    }
    if (error.retryable || error.code === "not_joined") {
      await new Promise((next) => setTimeout(next, error.retryAfterMs ?? 2_000));
      return;
    }
    await this.#outbox.put({ ...entry, failed: error.message });
    this.#listener.onFailed(entry, error);
  }

  #again(millis) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), millis);
  }

  /** The page goes: another tab may send at once. */
  leave() {
    clearTimeout(this.#timer);
    return this.#outbox.release(this.#tab);
  }
}
