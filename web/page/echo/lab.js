import { byId, h } from "../common/dom.js";

/**
 * The controls of the server's echo lab, made of what the server says about itself: one for each knob. Changing one
 * changes the URL's query, and changing the URL changes them.
 */
export class Lab {
  #url;
  #box = byId("lab-knobs");
  #knobs = [];

  constructor(url) {
    this.#url = url;
    url.addEventListener("change", () => this.#fromUrl());
    this.#load();
  }

  async #load() {
    try {
      const answer = await fetch("echo/help", { headers: { accept: "application/json" } });
      const help = await answer.json();
      this.#show(help);
    } catch {
      byId("lab-said").textContent = "This server has no lab.";
    }
  }

  #show({ lab, knobs }) {
    const modes = {
      on: "Every client may use every knob.",
      local: "Knobs that cost are for clients on the server's own machine.",
      off: "The lab is off: only the prefix works.",
    };
    byId("lab-said").textContent = modes[lab] ?? "";
    this.#knobs = knobs;
    const groups = Map.groupBy(knobs, (knob) => knob.group);
    this.#box.replaceChildren(...[...groups].map(([name, members]) => this.#group(name, members)));
    this.#fromUrl();
  }

  #group(name, knobs) {
    return h("fieldset", { class: "knobs" }, h("legend", {}, name), ...knobs.map((knob) => this.#field(knob)));
  }

  #field(knob) {
    const control = this.#control(knob);
    control.addEventListener("change", () => this.#toUrl());
    const title = `${knob.summary} Expected: ${knob.expected}.`;
    return h("div", { class: "knob", title }, h("label", { for: `knob-${knob.name}` }, knob.name), control);
  }

  #control({ name, kind, choices, expected, summary }) {
    const common = { id: `knob-${name}`, "aria-description": `${summary} Expected: ${expected}.` };
    if (kind === "flag") {
      return h("input", { ...common, type: "checkbox" });
    }
    if (choices.length > 0) {
      return h("select", common, h("option", { value: "" }, "–"), ...choices.map((one) => h("option", {}, one)));
    }
    return h("input", { ...common, type: "text", spellcheck: "false", autocomplete: "off", placeholder: "–" });
  }

  #controlOf({ name }) {
    return byId(`knob-${name}`);
  }

  #toUrl() {
    const query = this.#parameters();
    for (const knob of this.#knobs) {
      const control = this.#controlOf(knob);
      const value = knob.kind === "flag" ? (control.checked ? "1" : "") : control.value;
      query.delete(knob.name);
      if (value !== "") {
        query.set(knob.name, value);
      }
    }
    const [address] = this.#url.value.split("?");
    const text = query.toString().replaceAll("+", "%20");
    this.#url.value = text === "" ? address : `${address}?${text}`;
  }

  #fromUrl() {
    const query = this.#parameters();
    for (const knob of this.#knobs) {
      const value = query.get(knob.name) ?? "";
      if (knob.kind === "flag") {
        this.#controlOf(knob).checked = value === "1";
      } else {
        this.#controlOf(knob).value = value;
      }
    }
  }

  /** A query is what stands behind the first question mark. */
  #parameters() {
    const at = this.#url.value.indexOf("?");
    return new URLSearchParams(at < 0 ? "" : this.#url.value.slice(at + 1));
  }

  /** The address was changed by the page itself. */
  follow() {
    this.#fromUrl();
  }
}
