import { byId, h } from "../common/dom.js";
import { colourOf } from "./words.js";

/** The conversations at the side, with what is unread in them, and the members of the current room. */
export class SideView {
  #acts;
  #shown = {};

  /** `acts`: `open(key)`, `write(user)`, `moderate(user)`. */
  constructor(acts) {
    this.#acts = acts;
  }

  show(state) {
    if (this.#changed("rooms", [state.rooms, state.current, state.muted])) {
      byId("chat-rooms").replaceChildren(...[...state.rooms.values()].map((room) => this.#room(room, state)));
    }
    if (this.#changed("directs", [state.directs, state.current, state.rooms])) {
      byId("chat-directs").replaceChildren(...[...state.directs].map(([key, one]) => this.#direct(key, one, state)));
      byId("chat-directs-title").hidden = state.directs.size === 0;
    }
    const room = state.rooms.get(state.current);
    if (this.#changed("members", [room?.members, room?.count, state.me])) {
      this.#showMembers(room, state.me);
    }
  }

  /** Painting only what changed keeps the focus where it is. */
  #changed(part, values) {
    const before = this.#shown[part];
    this.#shown[part] = values;
    return before === undefined || values.some((value, index) => value !== before[index]);
  }

  #room(room, state) {
    const muted = state.muted.has(room.name);
    return h(
      "li",
      {},
      this.#entry(room.name, state, [
        h("span", { class: "sign", "aria-hidden": "true" }, "#"),
        h("bdi", { class: "label" }, room.name),
        muted ? h("span", { class: "tag" }, "muted") : null,
        ...badges(room.unread, room.mentions),
      ], muted || room.unread === 0),
    );
  }

  #direct(key, { user, unread }, state) {
    const online = [...state.rooms.values()].some((room) => room.members.has(user.id));
    return h(
      "li",
      {},
      this.#entry(key, state, [
        h("span", { class: `dot${online ? " on" : ""}`, "aria-hidden": "true" }),
        h("bdi", { class: "label" }, user.name),
        h("span", { class: "unseen" }, online ? ", here" : ", away"),
        ...badges(unread, unread),
      ], unread === 0),
    );
  }

  #entry(key, state, children, quiet) {
    const attributes = {
      type: "button",
      class: quiet ? "entry" : "entry loud",
      "aria-current": key === state.current ? "page" : null,
      dataset: { key },
      onclick: () => this.#acts.open(key),
    };
    return h("button", attributes, ...children);
  }

  #showMembers(room, me) {
    const members = [...(room?.members ?? [])].sort(([, a], [, b]) => a.localeCompare(b));
    byId("chat-members-title").textContent = room ? `Here now: ${room.count}` : "Here now";
    const more = room ? room.count - members.length : 0;
    const rest = more > 0 ? [h("li", { class: "hint" }, `and ${more} more`)] : [];
    byId("chat-members").replaceChildren(...members.map(([id, name]) => this.#member(id, name, me)), ...rest);
  }

  #member(id, name, me) {
    const face = h("span", { class: `face c${colourOf(id)}`, "aria-hidden": "true" }, [...name][0] ?? "");
    const label = h("bdi", { class: "label" }, name);
    if (id === me?.id) {
      return h("li", { class: "entry self" }, face, label, h("span", { class: "tag" }, "you"));
    }
    const write = () => this.#acts.write({ id, name });
    const entry = h("button", { type: "button", class: "entry", title: "Write a direct message", onclick: write }, face, label);
    return h("li", { class: "member" }, entry, me?.role === "moderator" ? this.#moderateButton(id, name) : null);
  }

  #moderateButton(id, name) {
    const moderate = () => this.#acts.moderate({ id, name });
    return h("button", { type: "button", class: "small", "aria-label": `Moderate ${name}`, onclick: moderate }, "…");
  }
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
