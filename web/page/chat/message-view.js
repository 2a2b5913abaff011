import { h } from "../common/dom.js";
import { mentions } from "./unread.js";
import { rendered } from "./richtext.js";
import { colourOf, momentOf, noticeWords, timeOf } from "./words.js";

const LOSSES = {
  dropped: "Messages are missing here: the server no longer keeps them.",
  replaced: "The server's history was replaced: what stood here before is gone.",
};

/** The list item for one item of the timeline. `context`: `{state, acts}`. */
export function elementOf(item, context) {
  const element = made(item, context);
  element.dataset.key = item.key;
  return element;
}

function made(item, context) {
  switch (item.kind) {
    case "start":
      return h("li", { class: "line start" }, "This is the beginning.");
    case "day":
      return h("li", { class: "line day" }, h("span", {}, item.words));
    case "divider":
      return h("li", { class: "line divider" }, h("span", {}, "New messages"));
    case "loss":
      return h("li", { class: "line loss" }, LOSSES[item.loss.reason]);
    case "notice":
      return h("li", { class: "line notice" }, noticeWords(item.message, (id) => nameIn(context, id)));
    default:
      return messageElement(item, context);
  }
}

function nameIn({ state }, id) {
  const room = state.rooms.get(state.current);
  return room?.members.get(id) ?? room?.messages.findLast((one) => one.from.id === id)?.from.name ?? "somebody";
}

function messageElement({ message, quoted, grouped }, context) {
  const own = message.from.id === context.state.me?.id;
  const classes = [
    "message",
    grouped ? "grouped" : "",
    own ? "own" : "",
    message.state && message.state !== "settled" ? message.state : "",
    !own && mentions(message.text, context.state.me?.name) ? "spoken" : "",
  ];
  return h(
    "li",
    { class: classes.filter(Boolean).join(" "), tabindex: "-1", dataset: { seq: String(message.seq ?? "") } },
    head(message, grouped),
    message.replyTo === null ? null : quote(message.replyTo, quoted, context),
    body(message),
    message.reactions.length > 0 ? reactions(message, context) : null,
    fate(message, context),
  );
}

function head({ from, time }, grouped) {
  const colour = `c${colourOf(from.id)}`;
  return h(
    "div",
    { class: "head" },
    h("span", { class: `face ${colour}`, "aria-hidden": "true" }, grouped ? "" : [...from.name][0] ?? ""),
    h("bdi", { class: grouped ? "unseen" : `name ${colour}` }, from.name),
    h("time", { datetime: new Date(time).toISOString(), title: momentOf(time) }, timeOf(time)),
  );
}

/** A text that begins with `/me` is told of its author. */
function body({ from, text, deleted, edited }) {
  if (deleted) {
    return h("div", { class: "text gone" }, "This message was deleted.");
  }
  const act = text.startsWith("/me ");
  const mark = edited ? h("span", { class: "edited" }, " (edited)") : null;
  return act
    ? h("div", { class: "text act", dir: "auto" }, h("bdi", {}, from.name), ...rendered(text.slice(3)), mark)
    : h("div", { class: "text", dir: "auto" }, ...rendered(text), mark);
}

function quote(seq, quoted, { acts }) {
  const words = quoted === undefined ? "an earlier message" : quoted.deleted ? "a deleted message" : quoted.text;
  return h(
    "button",
    { class: "quote", type: "button", tabindex: "-1", onclick: () => acts.jumpTo(seq) },
    h("span", { class: "unseen" }, "In reply to "),
    quoted === undefined ? null : h("bdi", { class: "quoted" }, quoted.from.name),
    h("span", { dir: "auto" }, words.length > 140 ? `${words.slice(0, 140)}…` : words),
  );
}

function reactions(message, { state, acts }) {
  const chips = message.reactions.map(({ key, count, users }) => {
    const on = users.includes(state.me?.id);
    const toggle = () => acts.react(message, key, !on);
    return h(
      "button",
      { class: "chip", type: "button", tabindex: "-1", "aria-pressed": String(on), onclick: toggle },
      h("bdi", {}, key),
      ` ${count}`,
    );
  });
  return h("div", { class: "chips" }, ...chips);
}

function fate(message, { acts }) {
  if (message.state === "pending") {
    return h("p", { class: "fate" }, "Sending…");
  }
  if (message.state !== "failed") {
    return null;
  }
  const retry = h("button", { type: "button", class: "small", onclick: () => acts.retry(message) }, "Retry");
  const discard = h("button", { type: "button", class: "small", onclick: () => acts.discard(message) }, "Discard");
  const why = message.entry?.failed ?? message.failed;
  return h("p", { class: "fate" }, "Not sent: ", h("bdi", {}, why), " ", retry, message.entry ? discard : null);
}
