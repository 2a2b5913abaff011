import { h } from "../common/dom.js";

/** The reactions that are one press away. */
const REACTIONS = ["👍", "❤️", "😄", "🎉", "👀"];

/**
 * The tools of a message: one toolbar that stands on the message under the pointer or the focus. By key on a focused
 * message: `+` reacts, `r` replies, `e` edits, Delete deletes, `m` moderates.
 */
export class Tools {
  #list;
  #acts;
  #bar;
  #message = null;

  constructor(list, acts) {
    this.#list = list;
    this.#acts = acts;
    this.#bar = this.#makeBar();
    list.addEventListener("pointerover", ({ target }) => this.#standOn(target.closest(".message")));
    list.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.#leave());
    list.addEventListener("focusin", ({ target }) => this.#standOn(target.closest(".message")));
    list.addEventListener("keydown", (event) => this.#onKey(event));
  }

  #makeBar() {
    const button = (label, words, act, kind = "all") =>
      h("button", { type: "button", title: words, "aria-label": words, dataset: { kind }, onclick: act }, label);
    return h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Message" },
      ...REACTIONS.map((key) => button(key, `React with ${key}`, () => this.#react(key))),
      button("Reply", "Reply (r)", () => this.#acts.reply(this.#message)),
      button("Edit", "Edit (e)", () => this.#acts.startEdit(this.#message), "own"),
      button("Delete", "Delete (Del)", () => this.#acts.remove(this.#message), "deletable"),
      button("Moderate", "Moderate the author (m)", () => this.#acts.moderate(this.#message.from), "others"),
    );
  }

  #react(key) {
    const mine = this.#message.reactions.find((one) => one.key === key);
    this.#acts.react(this.#message, key, !(mine && this.#acts.hasReacted(mine)));
  }

  #standOn(element) {
    const message = element && this.#acts.messageOf(element);
    if (!message || message.deleted) {
      return;
    }
    this.#message = message;
    const may = this.#mayOn(message);
    for (const button of this.#bar.children) {
      button.hidden = !may[button.dataset.kind];
    }
    if (this.#bar.parentElement !== element) {
      element.append(this.#bar);
    }
  }

  /** Which kinds of tools there are for a message. */
  #mayOn(message) {
    const [own, moderator] = [this.#acts.isOwn(message), this.#acts.isModerator];
    return { all: true, own, deletable: own || moderator, others: moderator && !own };
  }

  #leave() {
    if (!this.#bar.contains(document.activeElement)) {
      this.#bar.remove();
    }
  }

  #onKey(event) {
    if (!event.target.classList.contains("message") || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const message = this.#acts.messageOf(event.target);
    const may = message && !message.deleted ? this.#mayOn(message) : {};
    const act = {
      "+": () => this.#bar.querySelector("button").focus(),
      r: () => this.#acts.reply(message),
      e: may.own && (() => this.#acts.startEdit(message)),
      Delete: may.deletable && (() => this.#acts.remove(message)),
      m: may.others && (() => this.#acts.moderate(message.from)),
    }[event.key];
    if (message && act) {
      event.preventDefault();
      act();
    }
  }
}
