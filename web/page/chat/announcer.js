import { h } from "../common/dom.js";
import { newsOf } from "./unread.js";

/** The most announcements in the document. */
const MAX_LINES = 20;
/** More new messages in one frame than this are announced as a number. */
const MANY = 5;

/**
 * Tells screen readers each new message exactly once. The timeline itself is silent: its window slides, and what slides
 * in is not new.
 */
export class Announcer {
  #log;
  #waiting = [];

  /** `log` is the element with `role="log"`. */
  constructor(log) {
    this.#log = log;
  }

  /** A message of the server has been taken into the state. */
  onMessage(message, state, before) {
    const { type, from, text, room } = message;
    if (type === "direct" && `@${from.id}` === state.current) {
      this.#say(from, text);
    } else if (room === state.current) {
      newsOf(room, before, state).forEach((one) => this.#say(one.from, one.text));
    }
  }

  #say(from, text) {
    this.#waiting.push(`${from.name}: ${text}`);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#flush(), 50);
    }
  }

  #flush() {
    const lines = this.#waiting;
    this.#waiting = [];
    const said = lines.length > MANY ? [`${lines.length} new messages`] : lines;
    this.#log.append(...said.map((line) => h("p", { dir: "auto" }, line)));
    while (this.#log.childElementCount > MAX_LINES) {
      this.#log.firstElementChild.remove();
    }
  }
}
