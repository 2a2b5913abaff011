import { elementOf } from "./message-view.js";

/**
 * The list element of a timeline: repaints only what has changed. One message is in the order of Tab, with its quote and
 * its reactions: the newest, or while the focus is in the list the one that has it.
 */
export class ItemList {
  #list;
  #known = new Map();
  #inTabOrder = null;

  constructor(list) {
    this.#list = list;
    list.addEventListener("focusin", ({ target }) => this.#enter(target.closest(".message")));
    list.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Makes the list show these items. */
  show(items, context) {
    const next = new Map();
    let place = this.#list.firstElementChild;
    for (const item of items) {
      const before = this.#known.get(item.key)?.element;
      const element = this.#elementFor(item, context);
      place = place !== null && place === before ? element : place;
      if (element === place) {
        place = place.nextElementSibling;
      } else {
        this.#list.insertBefore(element, place);
      }
      next.set(item.key, { item, element });
    }
    while (place) {
      const gone = place;
      place = place.nextElementSibling;
      gone.remove();
    }
    this.#known = next;
    if (!this.#inTabOrder?.isConnected || !this.#list.contains(document.activeElement)) {
      this.#enter([...this.#list.querySelectorAll(".message")].at(-1));
    }
  }

  /** The element that shows an item: the same while nothing about it changed. */
  #elementFor(item, context) {
    const known = this.#known.get(item.key);
    if (known && isSame(known.item, item)) {
      return known.element;
    }
    const element = elementOf(item, context);
    if (known) {
      this.#replace(known.element, element);
    }
    return element;
  }

  #replace(before, after) {
    const focused = before.contains(document.activeElement);
    before.replaceWith(after);
    if (before === this.#inTabOrder) {
      this.#enter(after);
    }
    if (focused) {
      after.focus({ preventScroll: true });
    }
  }

  /** Forgets what it shows. */
  clear() {
    this.#known.clear();
    this.#list.replaceChildren();
    this.#inTabOrder = null;
  }

  /** The first element whose end is below this height. */
  firstBelow(top) {
    let [low, high] = [0, this.#list.children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const element = this.#list.children[middle];
      if (element.offsetTop + element.offsetHeight > top) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#list.children[low] ?? null;
  }

  withSeq(seq) {
    return this.#list.querySelector(`[data-seq="${seq}"]`);
  }

  withKey(key) {
    return this.#known.get(key)?.element ?? null;
  }

  /** Moves the focus to a message without scrolling. */
  focus(element) {
    this.#enter(element);
    element.focus({ preventScroll: true });
  }

  #enter(element) {
    if (element && element !== this.#inTabOrder) {
      setTabIndex(this.#inTabOrder, "-1");
      this.#inTabOrder = element;
      setTabIndex(element, "0");
    }
  }

  #onKey(event) {
    const message = event.target.closest(".message");
    if (event.target !== message || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const all = [...this.#list.querySelectorAll(".message")];
    const index = all.indexOf(message);
    const next = { ArrowUp: all[index - 1], ArrowDown: all[index + 1], Home: all[0], End: all.at(-1) }[event.key];
    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }
}

function setTabIndex(message, index) {
  message?.setAttribute("tabindex", index);
  message?.querySelectorAll(".quote, .chip").forEach((button) => button.setAttribute("tabindex", index));
}

function isSame(a, b) {
  const same = a.kind === b.kind && a.message === b.message && a.quoted === b.quoted;
  return same && a.grouped === b.grouped && a.words === b.words;
}
