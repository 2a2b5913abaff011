import { byId, h, say } from "../common/dom.js";
import { search } from "./requests.js";
import { listOf } from "./room.js";
import { momentOf } from "./words.js";

/** How many hits one request brings. */
const HITS = 20;

/** The search of one room: hits, newest first; a hit goes to its place in the timeline. */
export class SearchView {
  #dialog = byId("search");
  #input = byId("search-input");
  #list = byId("search-list");
  #said = byId("search-said");
  #more = byId("search-more");
  #session;
  #goTo;
  #room = null;
  #asked = { text: "", before: undefined };

  /** `goTo` takes the room and the `seq` of a hit. */
  constructor(session, goTo) {
    this.#session = session;
    this.#goTo = goTo;
    byId("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#begin(this.#input.value.trim());
    });
    this.#more.addEventListener("click", () => this.#ask());
    byId("search-close").addEventListener("click", () => this.#dialog.close());
    this.#input.addEventListener("keydown", (event) => this.#closeOnEscape(event));
  }

  /** Opens for a room, and searches at once if there is a text. */
  open(room, text = "") {
    this.#room = room;
    byId("search-title").textContent = `Search in ${room}`;
    this.#input.value = text;
    this.#list.replaceChildren();
    this.#said.textContent = "";
    this.#more.hidden = true;
    this.#dialog.showModal();
    this.#input.focus();
    if (text !== "") {
      this.#begin(text);
    }
  }

  /** A search box takes the first Escape to empty itself; here it closes, as everywhere. */
  #closeOnEscape(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#dialog.close();
    }
  }

  #begin(text) {
    if (text !== "") {
      this.#list.replaceChildren();
      this.#asked = { text, before: undefined };
      this.#ask();
    }
  }

  async #ask() {
    const asked = this.#asked;
    this.#said.textContent = "Searching…";
    try {
      const page = await this.#session.link.request(search({ room: this.#room, ...asked, limit: HITS }));
      if (asked === this.#asked) {
        this.#show(page);
      }
    } catch (error) {
      say(this.#said, "The search failed", error.message);
    }
  }

  #show(page) {
    const hits = listOf(page.events).filter((message) => !message.notice).reverse();
    this.#list.append(...hits.map((message) => this.#hit(message)));
    const count = this.#list.childElementCount;
    this.#said.textContent = count === 0 ? "Nothing found." : count === 1 ? "1 message" : `${count} messages`;
    this.#more.hidden = !(page.more.before && hits.length > 0);
    this.#asked = { ...this.#asked, before: hits.at(-1)?.seq };
  }

  #hit(message) {
    const go = () => {
      this.#dialog.close();
      this.#goTo(this.#room, message.seq);
    };
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "hit", onclick: go },
        h("span", { class: "hint" }, h("bdi", {}, message.from.name), ` · ${momentOf(message.time)}`),
        h("span", { class: "text", dir: "auto" }, message.text),
      ),
    );
  }
}
