import { h } from "../common/dom.js";

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

  /** A message of the server has been taken into the state; what a returning member missed is new as well. */
  onMessage(message, state) {
    if (message.type === "page" && message.id === undefined && state.rooms.get(message.room)?.returning) {
      message.events.filter((event) => event.type === "message").forEach((event) => this.onMessage(event, state));
      return;
    }
    const inRoom = message.type === "message" && message.room === state.current;
    const toMe = message.type === "direct" && `@${message.from.id}` === state.current;
    if ((inRoom || toMe) && message.from.id !== state.me?.id) {
      this.#say(`${message.from.name}: ${message.text}`);
    }
  }

  #say(line) {
    this.#waiting.push(line);
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
