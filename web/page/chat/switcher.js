import { byId, h } from "../common/dom.js";

/** The quick switcher: type some of a name, choose by arrow keys, go there. */
export class Switcher {
  #dialog = byId("switcher");
  #input = byId("switcher-input");
  #list = byId("switcher-list");
  #options = [];
  #places = [];
  #chosen = 0;
  #go;

  /** `go` takes the chosen place: `{words, kind, key, user}`. */
  constructor(go) {
    this.#go = go;
    this.#input.addEventListener("input", () => this.#filter());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    byId("switcher-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#take(this.#options[this.#chosen]);
    });
  }

  /** Opens with these places to choose from. */
  open(places) {
    this.#places = places;
    this.#input.value = "";
    this.#filter();
    this.#dialog.showModal();
    this.#input.focus();
  }

  #filter() {
    const wanted = this.#input.value.trim().toLowerCase();
    const found = this.#places.filter(({ words }) => words.toLowerCase().includes(wanted));
    const named = found.some(({ words }) => words.toLowerCase() === wanted);
    const fresh = wanted === "" || named ? [] : [{ kind: "join", words: this.#input.value.trim() }];
    this.#options = [...found.slice(0, 8), ...fresh];
    this.#chosen = 0;
    this.#paint();
  }

  #paint() {
    const kinds = { room: "room", direct: "direct", person: "person here", join: "enter this room" };
    this.#list.replaceChildren(
      ...this.#options.map((option, index) =>
        h(
          "li",
          {
            id: `switcher-${index}`,
            role: "option",
            "aria-selected": String(index === this.#chosen),
            onclick: () => this.#take(option),
          },
          h("bdi", {}, option.words),
          h("span", { class: "hint" }, ` ${kinds[option.kind]}`),
        ),
      ),
    );
    this.#input.setAttribute("aria-activedescendant", this.#options.length === 0 ? "" : `switcher-${this.#chosen}`);
  }

  #onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#options.length > 0) {
      event.preventDefault();
      this.#chosen = (this.#chosen + step + this.#options.length) % this.#options.length;
      this.#paint();
    }
  }

  #take(option) {
    if (option) {
      this.#dialog.close();
      this.#go(option);
    }
  }
}
