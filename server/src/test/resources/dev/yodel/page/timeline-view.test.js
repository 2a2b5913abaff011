import { EMPTY, reduce } from "/chat/store.js";
import { TimelineView } from "/chat/timeline-view.js";
import { same, test, until } from "./check.js";

const BOB = { id: "b", name: "Bob" };
const TIME = "2026-11-21T09:00:00.000Z";

function message(seq, room = "lobby") {
  return { type: "message", room, seq, prev: seq - 1, time: TIME, from: BOB, postId: `p${seq}`, text: `t${seq}` };
}

/** A timeline of this height in a document of its own style, and what it asks for. */
function shown(height) {
  const list = document.createElement("ol");
  const scroll = document.createElement("div");
  scroll.style.cssText = `position: relative; overflow: auto; height: ${height}px`;
  scroll.append(list);
  document.body.replaceChildren(scroll);
  const [asked, followed] = [[], []];
  const acts = {
    older: (seq) => asked.push(`older ${seq}`),
    newer: (seq) => asked.push(`newer ${seq}`),
    onFollow: (following, conversation) => followed.push(`${conversation} ${following}`),
  };
  return { view: new TimelineView(scroll, list, acts), list, asked, followed };
}

const frames = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));

/** A room that is live, with messages 8 to 10 and older ones on the server; the last is not read. */
function room(name, state = EMPTY) {
  return [
    { type: "link", link: { state: "live" } },
    { type: "enter", room: name },
    { type: "joined", room: name, epoch: "e", head: 10, floor: 0, count: 1, members: [], read: 9 },
    { type: "page", room: name, epoch: "e", events: [8, 9, 10].map((seq) => message(seq, name)), more: { before: true, after: false } },
    { type: "live", room: name, seq: 10 },
  ].reduce(reduce, state);
}

test("older messages are asked for once there is a connection", async () => {
  const { view, asked } = shown(2_000);
  const state = reduce(room("lobby"), { type: "open", room: "lobby" });
  view.show({ ...state, link: { state: "waiting", until: 0 } });
  await frames();
  same(asked, []);
  view.show(state);
  await until(() => asked.length > 0, "request");
  same(asked, ["older 8"]);
});

test("a jump to a message that is gone does not stop the paging", async () => {
  const { view, asked } = shown(2_000);
  view.show(reduce(room("lobby"), { type: "open", room: "lobby" }));
  await until(() => asked.length === 1, "first request");
  same(view.reveal(3), false);
  await frames();
  same([asked.length, view.arrived(3)], [1, false]);
  await until(() => asked.length === 2, "second request");
});

test("every conversation that is opened says whether it is at its end, one that fits the window too", async () => {
  const { view, followed } = shown(2_000);
  const both = room("den", room("lobby"));
  for (const name of ["lobby", "den"]) {
    view.show(reduce(both, { type: "open", room: name }));
    await frames();
  }
  same(followed, ["lobby true", "den true"]);
});
