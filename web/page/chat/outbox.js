/** How long a tab may send from the outbox without saying so again, in milliseconds. */
export const LEASE_MS = 6_000;

const NAME = "yodel";
const VERSION = 1;

/**
 * What was written and is not yet in the log: survives reloads, shared by the tabs of one browser, in the order of
 * writing. An entry is `{order, postId, room, text, replyTo, at, failed}`.
 */
export class Outbox {
  #database;

  constructor(database) {
    this.#database = database;
  }

  /** Opens the browser's own; where the browser withholds it, one that lives as long as the page. */
  static async open(name = NAME) {
    try {
      return new Outbox(await openDatabase(name));
    } catch {
      return new MemoryOutbox();
    }
  }

  /** Adds an entry at the end and answers it with its order. */
  async add(entry) {
    const order = await this.#run("entries", "readwrite", (store) => store.add(entry));
    return { ...entry, order };
  }

  /** Every entry, in the order of writing. */
  all() {
    return this.#run("entries", "readonly", (store) => store.getAll());
  }

  /** Replaces an entry that is still there. */
  async put(entry) {
    return this.#inTransaction("entries", (store, done) => {
      store.get(entry.order).onsuccess = ({ target }) => {
        if (target.result !== undefined) {
          store.put(entry);
        }
        done();
      };
    });
  }

  /** The log has it, or somebody gave it up. */
  remove(order) {
    return this.#run("entries", "readwrite", (store) => store.delete(order));
  }

  /** Takes the right to send for a tab, or keeps it; with `force` also from another tab. Answers whether it has it. */
  async lease(tab, now, force = false) {
    return this.#inTransaction("lease", (store, done) => {
      store.get("outbox").onsuccess = ({ target }) => {
        const held = target.result;
        const free = force || held === undefined || held.tab === tab || held.until <= now;
        if (free) {
          store.put({ key: "outbox", tab, until: now + LEASE_MS });
        }
        done(free);
      };
    });
  }

  /** Gives the right to send back. */
  async release(tab) {
    return this.#inTransaction("lease", (store, done) => {
      store.get("outbox").onsuccess = ({ target }) => {
        if (target.result?.tab === tab) {
          store.delete("outbox");
        }
        done();
      };
    });
  }

  #run(name, mode, act) {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("database: given up"));
    });
  }

  #inTransaction(name, act) {
    return new Promise((resolve, reject) => {
      let answer;
      const transaction = this.#database.transaction(name, "readwrite");
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = () => reject(transaction.error ?? new Error("database: given up"));
      act(transaction.objectStore(name), (value) => {
        answer = value;
      });
    });
  }
}

function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
      request.result.createObjectStore("lease", { keyPath: "key" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("database: blocked by another tab"));
  });
}

/** The same for a browser that keeps nothing. */
export class MemoryOutbox {
  #entries = new Map();
  #order = 0;

  async add(entry) {
    const order = ++this.#order;
    this.#entries.set(order, { ...entry, order });
    return { ...entry, order };
  }

  async all() {
    return [...this.#entries.values()];
  }

  async put(entry) {
    if (this.#entries.has(entry.order)) {
      this.#entries.set(entry.order, entry);
    }
  }

  async remove(order) {
    this.#entries.delete(order);
  }

  async lease() {
    return true;
  }

  async release() {}
}
