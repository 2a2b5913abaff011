import { byId, h } from "../common/dom.js";
import { completions, parse } from "./commands.js";
import { textProblem } from "./protocol.js";

/** The tallest the box grows, in pixels. */
const TALLEST = 200;

/**
 * The message box: Enter sends, Shift+Enter breaks the line, Up in an empty box edits the last own message, Tab completes,
 * Escape gives up a reply or an edit. Keeps a draft for each conversation.
 *
 * `acts`: `send(text, replyTo)` and `edit(message, text)`, which answer whether it was done,
 * `command(name, rest)`, `typed()`, `lastOwn()`, `names()`.
 */
export class Composer {
  #box = byId("chat-box");
  #about = byId("chat-about");
  #problem = byId("chat-problem");
  #acts;
  #drafts = new Map();
  #current = null;
  #reply = null;
  #editing = null;
  /** What stood in the box when an edit began. */
  #aside = "";
  #completing = null;
  #limit;

  constructor(acts) {
    this.#acts = acts;
    byId("chat-compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    this.#box.addEventListener("input", () => this.#onInput());
    byId("chat-about-cancel").addEventListener("click", () => this.cancel());
  }

  /** Belongs to the current conversation of this state. */
  show(state) {
    this.#limit = state.limits?.textChars;
    this.#box.disabled = state.current === null;
    if (state.current !== this.#current) {
      this.cancel();
      this.#drafts.set(this.#current, this.#box.value);
      this.#current = state.current;
      this.#write(this.#drafts.get(state.current) ?? "");
      this.#problem.textContent = "";
    }
  }

  /** The next message answers this one. */
  reply(message) {
    this.cancel();
    this.#reply = message;
    this.#tell("Reply to ", message.from.name, message.text);
  }

  /** The box changes this message; what stood in it comes back afterwards. */
  edit(message, text = message.text) {
    this.cancel();
    this.#editing = message;
    this.#aside = this.#box.value;
    this.#tell("Edit ", null, message.text);
    this.#write(text);
  }

  /** Gives up a reply or an edit; answers whether there was one. */
  cancel() {
    const was = this.#reply !== null || this.#editing !== null;
    if (this.#editing !== null) {
      this.#write(this.#aside);
    }
    this.#reply = null;
    this.#editing = null;
    this.#about.hidden = true;
    return was;
  }

  focus() {
    this.#box.focus();
  }

  #tell(words, name, text) {
    const excerpt = text.length > 120 ? `${text.slice(0, 120)}…` : text;
    byId("chat-about-words").replaceChildren(words, ...(name === null ? [] : [h("bdi", {}, name), ": "]), excerpt);
    this.#about.hidden = false;
    this.focus();
  }

  #onKey(event) {
    if (event.isComposing) {
      return;
    }
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && plain) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "ArrowUp" && plain && this.#box.value === "") {
      this.#editLast(event);
    } else if (event.key === "Tab" && plain) {
      this.#complete(event);
    } else if (event.key === "Escape" && this.cancel()) {
      event.stopPropagation();
    }
    if (event.key !== "Tab") {
      this.#completing = null;
    }
  }

  #editLast(event) {
    const last = this.#acts.lastOwn();
    if (last) {
      event.preventDefault();
      this.edit(last);
    }
  }

  /** Tab again shows the next; where there is nothing to complete it moves the focus as everywhere. */
  #complete(event) {
    const { value, selectionStart, selectionEnd } = this.#box;
    if (this.#completing === null && selectionStart === selectionEnd) {
      const found = completions(value, selectionStart, this.#acts.names());
      this.#completing = found.length === 0 ? null : { found, index: -1 };
    }
    if (this.#completing !== null) {
      event.preventDefault();
      this.#completing.index = (this.#completing.index + 1) % this.#completing.found.length;
      const { text, caret } = this.#completing.found[this.#completing.index];
      this.#write(text);
      this.#box.setSelectionRange(caret, caret);
    }
  }

  #onInput() {
    this.#completing = null;
    this.#problem.textContent = "";
    this.#grow();
    if (this.#box.value !== "" && !this.#box.value.startsWith("/") && this.#editing === null) {
      this.#acts.typed();
    }
  }

  #submit() {
    const line = this.#box.value.replace(/\s+$/u, "");
    if (line === "" && this.#editing === null) {
      return;
    }
    const meaning = this.#editing === null ? parse(line) : { kind: "post", text: line };
    const problem = meaning.kind === "post" ? textProblem(meaning.text, this.#limit) : (meaning.words ?? null);
    if (problem !== null) {
      this.#problem.textContent = problem;
      return;
    }
    const [editing, reply] = [this.#editing, this.#reply];
    this.cancel();
    if (editing !== null) {
      this.#edit(editing, meaning.text);
      return;
    }
    this.#write("");
    if (meaning.kind === "command") {
      this.#acts.command(meaning.name, meaning.rest);
    } else {
      this.#send(meaning.text, reply, line);
    }
  }

  /** What could not be changed is edited further, unless the person does something else by now. */
  async #edit(message, text) {
    const where = this.#current;
    const done = await this.#acts.edit(message, text);
    if (!done && this.#current === where && this.#editing === null) {
      this.edit(message, text);
    }
  }

  /** What could not be kept stands in the box again, before what was written since. */
  async #send(text, reply, line) {
    const where = this.#current;
    if (await this.#acts.send(text, reply?.seq ?? null)) {
      return;
    }
    const join = (since) => (since ? `${line}\n${since}` : line);
    if (this.#current !== where) {
      this.#drafts.set(where, join(this.#drafts.get(where)));
      return;
    }
    if (this.#editing !== null) {
      this.#aside = join(this.#aside);
      return;
    }
    this.#write(join(this.#box.value));
    if (reply !== null) {
      this.reply(reply);
    }
  }

  /** Says why something did not work. */
  explain(words) {
    this.#problem.textContent = words;
  }

  #write(text) {
    this.#box.value = text;
    this.#grow();
  }

  #grow() {
    this.#box.style.height = "auto";
    this.#box.style.height = `${Math.min(this.#box.scrollHeight + 2, TALLEST)}px`;
  }
}
