import { oncePerFrame } from "../common/dom.js";
import { rowOf } from "./row.js";

/** The most rows in the document; the journal keeps more. */
export const MAX_ROWS = 400;
/** So near to its end, in pixels, the log still follows. */
const NEAR = 24;

const NOTHING = "Nothing yet. Connect, send a message, and what comes back appears here.";
const NO_MATCH = "Nothing here matches the filter.";

/**
 * The journal as a list that follows its end until somebody scrolls up, and follows again once scrolled back down.
 * Painted once per frame, however many entries come.
 */
export class LogView {
  #journal;
  #parts;
  #painted = 0;
  #matching = () => true;
  #unseen = 0;
  #following = true;
  #paint = oncePerFrame(() => this.#paintNow());

  /** `parts`: the elements `scroll`, `rows`, `empty`, `jump`, `counts`. */
  constructor(journal, parts) {
    this.#journal = journal;
    this.#parts = parts;
    parts.scroll.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    parts.jump.addEventListener("click", () => this.follow());
    new ResizeObserver(() => this.#stick()).observe(parts.scroll);
    this.#paint();
  }

  /** Shows only the entries that match; everything else stays in the journal. */
  filter(matching) {
    this.#matching = matching;
    this.#painted = Infinity;
    this.#paint();
  }

  /** The journal has changed. */
  changed() {
    this.#paint();
  }

  /** Goes to the end and stays there. */
  follow() {
    this.#following = true;
    this.#unseen = 0;
    this.#paintNow();
    this.#parts.scroll.focus({ preventScroll: true });
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#parts.scroll;
    this.#following = scrollHeight - scrollTop - clientHeight <= NEAR;
    if (this.#following) {
      this.#unseen = 0;
    }
    this.#showJump();
  }

  #paintNow() {
    const { rows, empty, counts } = this.#parts;
    const entries = this.#journal.entries;
    const fresh = this.#freshEntries(entries);
    if (!this.#following) {
      this.#unseen += fresh.length;
    }
    this.#makeRoom(fresh.length);
    rows.append(...fresh.map(rowOf));
    empty.hidden = rows.childElementCount > 0;
    empty.textContent = entries.length > 0 ? NO_MATCH : NOTHING;
    counts.textContent = this.#countWords();
    this.#showJump();
    this.#stick();
  }

  #freshEntries(entries) {
    const last = entries.length === 0 ? 0 : entries[entries.length - 1].number;
    if (last < this.#painted || last === 0) {
      this.#parts.rows.replaceChildren();
      this.#painted = 0;
    }
    const count = Math.min(last - this.#painted, entries.length);
    this.#painted = last;
    return count === 0 ? [] : entries.slice(-count).filter(this.#matching).slice(-MAX_ROWS);
  }

  /** Drops the oldest rows; the place of somebody who has scrolled up is kept. */
  #makeRoom(coming) {
    const { rows, scroll } = this.#parts;
    const over = rows.childElementCount + coming - MAX_ROWS;
    if (over <= 0) {
      return;
    }
    const before = scroll.scrollHeight;
    for (let i = 0; i < over && rows.firstElementChild; i++) {
      rows.firstElementChild.remove();
    }
    if (!this.#following) {
      scroll.scrollTop -= before - scroll.scrollHeight;
    }
  }

  #countWords() {
    const { sent, received, entries, dropped } = this.#journal;
    const hidden = entries.length + dropped - this.#parts.rows.childElementCount;
    return `${sent} sent, ${received} received` + (hidden > 0 ? `, ${hidden} not shown` : "");
  }

  #showJump() {
    const { jump } = this.#parts;
    jump.hidden = this.#following;
    jump.textContent = this.#unseen === 0 ? "Jump to the end" : `Jump to the end (${this.#unseen} new)`;
  }

  #stick() {
    if (this.#following) {
      this.#parts.scroll.scrollTop = this.#parts.scroll.scrollHeight;
    }
  }
}
