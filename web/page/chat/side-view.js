import { byId, h } from "../common/dom.js";
import { colourOf } from "./words.js";

/** The conversations at the side, with what is unread in them, and the members of the current room. */
export class SideView {
  #acts;
  /** What each list shows, as JSON. */
  #shown = {};
  /** What the members were made of; sorting them is worth sparing. */
  #values = [];

  /** `acts`: `open(key)`, `write(user)`, `moderate(user)`. */
  constructor(acts) {
    this.#acts = acts;
  }

  show(state) {
    const current = (key) => key === state.current;
    const rooms = [...state.rooms.values()].map(({ name, unread, mentions }) => {
      return { name, unread, mentions, muted: state.muted.has(name), current: current(name) };
    });
    this.#paint("chat-rooms", rooms, (room) => this.#room(room));
    const directs = [...state.directs].map(([key, { user, unread }]) => {
      return { key, name: user.name, unread, online: isHere(state, user), current: current(key) };
    });
    this.#paint("chat-directs", directs, (direct) => this.#direct(direct));
    byId("chat-directs-title").hidden = directs.length === 0;
    this.#showMembers(state.rooms.get(state.current), state.me);
  }

  /**
   * Paints a list if what it shows has changed: events come while somebody presses a button of it. The entry that had
   * the focus has it afterwards.
   */
  #paint(id, facts, entryOf) {
    const now = JSON.stringify(facts);
    if (now === this.#shown[id]) {
      return;
    }
    this.#shown[id] = now;
    const list = byId(id);
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    list.replaceChildren(...facts.map(entryOf));
    if (focused !== undefined) {
      list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  }

  #room({ name, unread, mentions, muted, current }) {
    const children = [
      h("span", { class: "sign", "aria-hidden": "true" }, "#"),
      h("bdi", { class: "label" }, name),
      muted ? h("span", { class: "tag" }, "muted") : null,
      ...badges(unread, mentions),
    ];
    return h("li", {}, this.#entry(name, current, children, muted || unread === 0));
  }

  #direct({ key, name, unread, online, current }) {
    const children = [
      h("span", { class: `dot${online ? " on" : ""}`, "aria-hidden": "true" }),
      h("bdi", { class: "label" }, name),
      h("span", { class: "unseen" }, online ? ", here" : ", away"),
      ...badges(unread, unread),
    ];
    return h("li", {}, this.#entry(key, current, children, unread === 0));
  }

  #entry(key, current, children, quiet) {
    const attributes = {
      type: "button",
      class: quiet ? "entry" : "entry loud",
      "aria-current": current ? "page" : null,
      dataset: { key },
      onclick: () => this.#acts.open(key),
    };
    return h("button", attributes, ...children);
  }

  #showMembers(room, me) {
    const { members, count } = room ?? {};
    const values = [members, count, me];
    if (values.every((value, index) => value === this.#values[index])) {
      return;
    }
    this.#values = values;
    byId("chat-members-title").textContent = room ? `Here now: ${count}` : "Here now";
    const sorted = [...(members ?? [])].sort(([, a], [, b]) => a.localeCompare(b));
    const facts = sorted.map(([id, name]) => ({ id, name, self: id === me?.id, moderates: me?.role === "moderator" }));
    const more = room ? count - sorted.length : 0;
    this.#paint("chat-members", more > 0 ? [...facts, { more }] : facts, (one) => this.#member(one));
  }

  #member({ id, name, self, moderates, more }) {
    if (more !== undefined) {
      return h("li", { class: "hint" }, `and ${more} more`);
    }
    const face = h("span", { class: `face c${colourOf(id)}`, "aria-hidden": "true" }, [...name][0] ?? "");
    const label = h("bdi", { class: "label" }, name);
    if (self) {
      return h("li", { class: "entry self" }, face, label, h("span", { class: "tag" }, "you"));
    }
    const attributes = {
      type: "button",
      class: "entry",
      title: "Write a direct message",
      dataset: { key: `write ${id}` },
      onclick: () => this.#acts.write({ id, name }),
    };
    return h("li", { class: "member" }, h("button", attributes, face, label), moderates ? this.#moderateButton(id, name) : null);
  }

  #moderateButton(id, name) {
    const moderate = () => this.#acts.moderate({ id, name });
    const attributes = { type: "button", class: "small", "aria-label": `Moderate ${name}`, onclick: moderate };
    return h("button", { ...attributes, dataset: { key: `moderate ${id}` } }, "…");
  }
}

function isHere(state, user) {
  return [...state.rooms.values()].some((room) => room.members.has(user.id));
}

function badges(unread, mentions) {
  if (unread === 0) {
    return [];
  }
  const shown = unread > 99 ? "99+" : String(unread);
  const words = mentions > 0 ? `${unread} unread, ${mentions} to you` : `${unread} unread`;
  return [
    h("span", { class: mentions > 0 ? "badge mention" : "badge", "aria-hidden": "true" }, mentions > 0 ? `@ ${shown}` : shown),
    h("span", { class: "unseen" }, words),
  ];
}
