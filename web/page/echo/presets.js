import { byId, h } from "../common/dom.js";

const KEY = "yodel.presets";
/** The most presets kept. */
const MAX_PRESETS = 50;

/** Connections and messages kept under a name in this browser. */
export class Presets {
  #read;
  #write;
  #list = recall();

  /** `read` gives what the forms hold as an object, `write` puts it back. */
  constructor(read, write) {
    this.#read = read;
    this.#write = write;
    byId("preset-save").addEventListener("click", () => this.#save());
    byId("preset-use").addEventListener("click", () => this.#use());
    byId("preset-forget").addEventListener("click", () => this.#forget());
    this.#show("");
  }

  #save() {
    const name = byId("preset-name").value.trim();
    if (name === "") {
      byId("preset-name").focus();
      return;
    }
    this.#list = [...this.#list.filter((one) => one.name !== name), { name, ...this.#read() }].slice(-MAX_PRESETS);
    byId("preset-name").value = "";
    this.#show(name);
  }

  #use() {
    const found = this.#list.find((one) => one.name === byId("preset-list").value);
    if (found) {
      this.#write(found);
    }
  }

  #forget() {
    this.#list = this.#list.filter((one) => one.name !== byId("preset-list").value);
    this.#show("");
  }

  #show(chosen) {
    const options = this.#list.map(({ name }) => h("option", { value: name, selected: name === chosen }, name));
    byId("preset-list").replaceChildren(...options);
    const none = this.#list.length === 0;
    byId("preset-list").disabled = none;
    byId("preset-use").disabled = none;
    byId("preset-forget").disabled = none;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#list));
    } catch {
      // The browser keeps nothing for this page: presets live as long as the page.
    }
  }
}

function recall() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one?.name === "string") : [];
  } catch {
    return [];
  }
}
