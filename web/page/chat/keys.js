import { byId } from "../common/dom.js";

/** The keys that work everywhere in the chat. */
export class ChatKeys {
  #acts;
  #composer;

  constructor(acts, composer) {
    this.#acts = acts;
    this.#composer = composer;
    byId("chat").addEventListener("keydown", (event) => this.#onKey(event));
    document.addEventListener("keydown", (event) => this.#onKeyAnywhere(event));
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.addEventListener("close", () => this.#composer.focus());
    }
  }

  #onKeyAnywhere(event) {
    if (byId("chat").hidden || byId("chat-room").hidden || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#acts.switchQuickly();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.#acts.step(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "?" && !isTyping(event.target)) {
      event.preventDefault();
      this.#acts.help();
    }
  }

  #onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented) {
      return;
    }
    const room = byId("chat-room");
    if (room.classList.contains("side-open") || room.classList.contains("members-open")) {
      room.classList.remove("side-open", "members-open");
      this.#composer.focus();
    } else if (!byId("chat-room").hidden) {
      this.#acts.settle();
    }
  }
}

function isTyping(element) {
  return /^(input|textarea)$/i.test(element.tagName) && element.value !== "" || element.tagName === "INPUT";
}
