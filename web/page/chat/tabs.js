const PREFIX = "yodel.";

/**
 * What the tabs of one browser share: values that stay (name, token and its end, rooms, read markers, muted rooms) and
 * words from tab to tab. A value that the browser does not store lives as long as the page, in this tab only.
 */
export class Tabs {
  #channel = new BroadcastChannel("yodel");
  #memory = new Map();

  /** `onWord` sees what the other tabs say. */
  listen(onWord) {
    this.#channel.addEventListener("message", ({ data }) => onWord(data));
  }

  /** Says something to the other tabs. */
  say(word) {
    this.#channel.postMessage(word);
  }

  /** A value kept under this name, or `otherwise`. */
  recall(name, otherwise = null) {
    if (this.#memory.has(name)) {
      return this.#memory.get(name) ?? otherwise;
    }
    try {
      const text = localStorage.getItem(PREFIX + name);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  }

  /** Keeps a value; null forgets it. */
  keep(name, value) {
    try {
      if (value === null) {
        localStorage.removeItem(PREFIX + name);
      } else {
        localStorage.setItem(PREFIX + name, JSON.stringify(value));
      }
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, value);
    }
  }
}
