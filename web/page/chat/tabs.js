const PREFIX = "yodel.";

/**
 * What the tabs of one browser share: values that stay (name, token, rooms, read markers, muted rooms) and words from
 * tab to tab. A browser that withholds storage keeps the values as long as the page.
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
    try {
      const text = localStorage.getItem(PREFIX + name);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return this.#memory.get(name) ?? otherwise;
    }
  }

  /** Keeps a value; null forgets it. */
  keep(name, value) {
    this.#memory.set(name, value);
    try {
      if (value === null) {
        localStorage.removeItem(PREFIX + name);
      } else {
        localStorage.setItem(PREFIX + name, JSON.stringify(value));
      }
    } catch {
      // The browser keeps nothing for this page: it lives as long as the page.
    }
  }
}
