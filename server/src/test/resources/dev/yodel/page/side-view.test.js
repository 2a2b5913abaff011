import { SideView } from "/chat/side-view.js";
import { EMPTY, reduce } from "/chat/store.js";
import { h } from "/common/dom.js";
import { same, test } from "./check.js";

const [ANN, BOB] = [{ id: "a", name: "Ann" }, { id: "b", name: "Bob" }];
const MESSAGE = { type: "message", room: "lobby", seq: 1, prev: 0, time: "2026-11-21T09:00:00.000Z", from: BOB, postId: "p", text: "x" };

/** The lists of somebody who is in two rooms with somebody else. */
function side() {
  const lists = ["chat-rooms", "chat-directs", "chat-members"].map((id) => h("ul", { id }));
  document.body.replaceChildren(...lists, h("h2", { id: "chat-directs-title" }), h("h2", { id: "chat-members-title" }));
  const members = [ANN, BOB];
  const joined = { type: "joined", room: "lobby", epoch: "e", head: 0, floor: 0, count: 2, members, read: 0 };
  const actions = [
    { type: "welcome", user: { ...ANN, role: "moderator" }, limits: {} },
    { type: "enter", room: "lobby" },
    { type: "enter", room: "den" },
    { type: "open", room: "den" },
    joined,
    { ...joined, room: "den" },
    { type: "live", room: "lobby", seq: 0 },
    { type: "direct-open", user: BOB },
  ];
  const state = actions.reduce(reduce, EMPTY);
  const view = new SideView({});
  view.show(state);
  return { view, state };
}

const all = (selector) => [...document.querySelectorAll(selector)];

test("what changes nothing at the side leaves its buttons alone", () => {
  const { view, state } = side();
  const before = all("li button");
  const typing = { type: "typing", room: "lobby", state: "active", from: BOB, now: 1 };
  view.show(reduce(state, typing));
  view.show(reduce(reduce(state, typing), { type: "presence", room: "den", event: "join", user: BOB, count: 2 }));
  same([before.length, all("li button").every((one, index) => one === before[index])], [5, true]);
});

test("a list that is painted again keeps the focus", () => {
  const { view, state } = side();
  document.querySelector('#chat-rooms [data-key="lobby"]').focus();
  const [before] = all("#chat-rooms button");
  view.show(reduce(state, MESSAGE));
  const [after] = all("#chat-rooms button");
  same([after === before, after === document.activeElement, after.textContent.includes("1 unread")], [false, true, true]);
});
