/** The most entries a journal keeps; older ones are dropped and counted. */
export const MAX_ENTRIES = 10_000;
/** The most payload bytes a journal keeps. */
export const MAX_BYTES = 32 * 1024 * 1024;

/**
 * What happened on a connection, oldest first. An entry is `{number, at, delta, direction, kind, size, payload, note,
 * roundTrip}`: `direction` is `sent`, `received` or `event`; `kind` is `text`, `binary` or the event's name; `at` is a
 * Date, `delta` the milliseconds since the entry before, by a clock that nobody sets.
 */
export class Journal {
  #entries = [];
  #bytes = 0;
  #number = 0;
  #last = null;
  dropped = 0;
  sent = 0;
  received = 0;

  /** Adds an entry and answers it, with its number and delta. */
  add({ at, ...facts }, now = performance.now()) {
    const entry = {
      number: ++this.#number,
      at,
      delta: this.#last === null ? null : Math.round(now - this.#last),
      size: 0,
      payload: null,
      note: "",
      roundTrip: null,
      ...facts,
    };
    this.#last = now;
    this.#entries.push(entry);
    this.#bytes += entry.size;
    this.sent += entry.direction === "sent" ? 1 : 0;
    this.received += entry.direction === "received" ? 1 : 0;
    this.#trim();
    return entry;
  }

  #trim() {
    let over = 0;
    while (this.#entries.length - over > MAX_ENTRIES || (this.#bytes > MAX_BYTES && this.#entries.length - over > 1)) {
      this.#bytes -= this.#entries[over].size;
      over++;
    }
    if (over > 0) {
      this.#entries.splice(0, over);
      this.dropped += over;
    }
  }

  /** Forgets everything; the count of entries starts again. */
  clear() {
    this.#entries = [];
    this.#bytes = 0;
    this.#number = 0;
    this.#last = null;
    this.dropped = 0;
    this.sent = 0;
    this.received = 0;
  }

  /** Every entry kept, oldest first. */
  get entries() {
    return this.#entries;
  }
}
