import { post } from "./requests.js";

/** How often what waits is looked at, in milliseconds, when nothing else wakes the sender. */
const AGAIN_MS = 2_000;

/**
 * Carries the outbox to the server: for each room one unanswered post at a time, so that the order of writing is the
 * order of the log. Only the tab with the lease sends; should two send the same, `postId` makes it harmless.
 *
 * `listener`: `onPosted(entry, answer)`, `onFailed(entry)`, and `roomOf(name)`: `{phase, problem}`, undefined for a
 * room that one is not in. What is for such a room waits until one comes back.
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
    try {
      await this.#round();
    } catch {
      // The browser's storage failed: the entries are kept, and may be had later.
      this.#again(AGAIN_MS);
    }
  }

  async #round() {
    const all = await this.#outbox.all();
    const entries = all.filter((entry) => !entry.failed && this.#listener.roomOf(entry.room) !== undefined);
    if (entries.length === 0) {
      await this.#outbox.release(this.#tab);
      return;
    }
    const mine = await this.#outbox.lease(this.#tab, Date.now(), this.#forced);
    this.#forced = false;
    if (mine) {
      this.#heads(entries).forEach((entry) => this.#send(entry));
    }
    this.#again(AGAIN_MS);
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
      await this.#carry(entry);
    } catch {
      // The browser's storage failed; `postId` lets the entry be sent again.
      await pause(AGAIN_MS);
    } finally {
      this.#busy.delete(entry.room);
    }
    this.wake();
  }

  async #carry(entry) {
    const room = this.#listener.roomOf(entry.room);
    if (room?.phase === "refused") {
      await this.#fail(entry, room.problem);
      return;
    }
    let answer;
    try {
      answer = await this.#link.request(post(entry));
    } catch (error) {
      await this.#onError(entry, error);
      return;
    }
    await this.#outbox.remove(entry.order);
    this.#listener.onPosted(entry, answer);
  }

  async #onError(entry, error) {
    if (error.lost || this.#link.state.state !== "live") {
      return;
    }
    if (error.retryable || error.code === "not_joined") {
      await pause(error.retryAfterMs ?? AGAIN_MS);
      return;
    }
    await this.#fail(entry, error.message);
  }

  async #fail(entry, why) {
    await this.#outbox.put({ ...entry, failed: why });
    this.#listener.onFailed(entry);
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

function pause(millis) {
  return new Promise((next) => setTimeout(next, millis));
}
