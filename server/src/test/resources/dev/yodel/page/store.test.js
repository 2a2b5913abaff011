import { EMPTY, reduce } from "/chat/store.js";
import { mentions, newsOf } from "/chat/unread.js";
import { sourceOf } from "/chat/items.js";
import { same, test } from "./check.js";

const ANN = { id: "a", name: "Ann" };
const BOB = { id: "b", name: "Bob" };
const TIME = "2026-11-21T09:00:00.000Z";

function message(seq, prev, from = BOB, more = {}) {
  return { type: "message", room: "lobby", seq, prev, time: TIME, from, postId: `p${seq}`, text: `t${seq}`, ...more };
}

function play(...actions) {
  return actions.reduce(reduce, EMPTY);
}

const ENTER = [
  { type: "link", link: { state: "live" } },
  { type: "welcome", user: ANN, limits: {} },
  { type: "enter", room: "lobby" },
  { type: "open", room: "lobby" },
  { type: "joined", room: "lobby", epoch: "e", head: 10, floor: 0, count: 2, members: [ANN, BOB], read: 10 },
  { type: "live", room: "lobby", seq: 10 },
];

const lobby = (state) => state.rooms.get("lobby");

test("what others say counts as unread until somebody looks", () => {
  let state = play(...ENTER, message(11, 10), message(12, 11, ANN), message(13, 12, BOB, { text: "hi @ann!" }));
  same([lobby(state).unread, lobby(state).mentions, lobby(state).divider], [2, 1, 10]);
  state = reduce(state, { type: "seen", room: "lobby", seq: 13 });
  same([lobby(state).unread, lobby(state).mentions, lobby(state).read], [0, 0, 13]);
  same(reduce(state, { type: "seen", room: "lobby", seq: 5 }) === state, true);
});

test("what is watched is read at once", () => {
  const state = play(...ENTER, { type: "watching", watching: true }, message(11, 10));
  same([lobby(state).unread, lobby(state).read], [0, 11]);
});

test("nobody looks at a conversation before it is painted", () => {
  const watched = play(...ENTER, { type: "enter", room: "den" }, { type: "watching", watching: true });
  same(reduce(watched, { type: "open", room: "den" }).watching, false);
  same(reduce(watched, { type: "left", room: "lobby" }).watching, false);
});

test("news is what others said, once, when it is taken in", () => {
  const told = [];
  const hear = (state, action) => {
    const next = reduce(state, action);
    told.push(...newsOf("lobby", state, next).map((one) => one.text));
    return next;
  };
  const page = (events) => ({ type: "page", room: "lobby", epoch: "e", events, more: { before: false, after: false } });
  let state = [...ENTER.slice(0, 5), page([message(10, 9)]), ENTER[5]].reduce(hear, EMPTY);
  same(told, []);
  state = [message(11, 10), message(12, 11, ANN), message(14, 13)].reduce(hear, state);
  same([told, lobby(state).wants], [["t11"], "replay"]);
  state = hear(state, { ...ENTER[4], head: 14, recovered: true });
  state = [page([message(13, 12), message(14, 13)]), { ...ENTER[5], seq: 14 }, message(15, 14)].reduce(hear, state);
  same([told, lobby(state).position], [["t11", "t13", "t14", "t15"], 15]);
});

test("a mention is the whole name, in any case", () => {
  same(["@Ann", "hey @ANN, you", "(@ann)"].every((text) => mentions(text, "Ann")), true);
  same(["Ann", "@Anna", "x@ann", "@an n"].some((text) => mentions(text, "Ann")), false);
  same(mentions("so @Ann Lee said", "Ann Lee"), true);
  same(mentions("@", ""), false);
});

test("own messages stand in the timeline from writing to settling, once", () => {
  const entry = { order: 1, postId: "mine", room: "lobby", text: "hello", replyTo: null, at: 5, failed: null };
  const shown = (state) => [
    ...sourceOf(state).settled.map((one) => `${one.text} settled`),
    ...sourceOf(state).own.map((one) => `${one.text} ${one.state}`),
  ];
  let state = play(...ENTER, { type: "pending", entries: [entry] });
  same(shown(state), ["hello pending"]);
  const posted = reduce(state, { type: "posted", entry, seq: 11, time: TIME });
  same(shown(posted), ["hello settled"]);
  same(shown(reduce(posted, { type: "pending", entries: [] })), ["hello settled"]);
  const event = message(11, 10, ANN, { postId: "mine", text: "hello" });
  same(shown(reduce(posted, event)), ["hello settled"]);
  state = reduce(state, event);
  same(shown(state), ["hello settled"]);
  state = reduce(reduce(state, { type: "posted", entry, seq: 11, time: TIME }), { type: "pending", entries: [] });
  same(shown(state), ["hello settled"]);
});

test("somebody else's postId settles nothing of mine", () => {
  const entry = { order: 1, postId: "same", room: "lobby", text: "mine", replyTo: null, at: 5, failed: null };
  const state = play(...ENTER, { type: "pending", entries: [entry] }, message(11, 10, BOB, { postId: "same" }));
  same(sourceOf(state).own.map((one) => one.text), ["mine"]);
});

test("a lost connection keeps the rooms and their positions", () => {
  const state = play(...ENTER, message(11, 10), { type: "link", link: { state: "waiting", until: 0 } });
  same([lobby(state).phase, lobby(state).position, lobby(state).messages.length], ["away", 11, 1]);
});

test("typing is forgotten when it is not said again", () => {
  const typing = { type: "typing", room: "lobby", state: "active", from: BOB, now: 1000 };
  let state = play(...ENTER, typing);
  same([...lobby(state).typing.values()].map((one) => one.name), ["Bob"]);
  state = reduce(state, { type: "expire", now: 6999 });
  same(lobby(state).typing.size, 1);
  same(lobby(reduce(state, { type: "expire", now: 7000 })).typing.size, 0);
  same(lobby(reduce(state, { ...typing, state: "done" })).typing.size, 0);
});

test("presence changes the members and the count", () => {
  const presence = (event, user, count) => ({ type: "presence", room: "lobby", event, user, count });
  let state = play(...ENTER, presence("join", { id: "c", name: "Cyd" }, 3), presence("leave", BOB, 2));
  same([[...lobby(state).members.keys()], lobby(state).count], [["a", "c"], 2]);
  state = reduce(state, presence("count", undefined, 500));
  same(lobby(state).count, 500);
  state = reduce(state, presence("rename", { id: "a", name: "Anna" }, 500));
  same([state.me.name, lobby(state).members.get("a")], ["Anna", "Anna"]);
});

test("the server's spelling of a room replaces the one asked for", () => {
  let state = play({ type: "enter", room: "LOBBY" }, { type: "open", room: "LOBBY" });
  state = reduce(state, { type: "spelled", asked: "LOBBY", room: "Lobby" });
  same([[...state.rooms.keys()], state.current, state.rooms.get("Lobby").name], [["Lobby"], "Lobby", "Lobby"]);
});

test("leaving the current room goes to another", () => {
  const state = play(...ENTER, { type: "enter", room: "den" }, { type: "left", room: "lobby" });
  same([[...state.rooms.keys()], state.current], [["den"], "den"]);
});

test("a direct message shows once, whichever way it comes", () => {
  const direct = { type: "direct", from: BOB, to: "a", postId: "d1", time: TIME, text: "psst" };
  let state = play(...ENTER, direct, direct);
  same([state.directs.get("@b").messages.length, state.directs.get("@b").unread], [1, 1]);
  const own = { postId: "d2", text: "yes?", time: 1, state: "pending" };
  state = reduce(state, { type: "direct-sent", to: BOB, message: own });
  state = reduce(state, { type: "direct", from: ANN, to: "b", postId: "d2", time: TIME, text: "yes?" });
  state = reduce(state, { type: "direct-sent", to: BOB, message: { ...own, state: "settled" } });
  same(state.directs.get("@b").messages.map((one) => [one.text, one.state]), [["psst", "settled"], ["yes?", "settled"]]);
});

test("somebody written to by name is the one who answers", () => {
  let state = play(...ENTER, { type: "direct-sent", to: { id: "Zoe", name: "Zoe" }, message: { postId: "1", text: "x" } });
  state = reduce(state, { type: "direct", from: { id: "z", name: "Zoe" }, to: "a", postId: "2", time: TIME, text: "y" });
  same([[...state.directs.keys()], state.directs.get("@z").messages.length], [["@z"], 2]);
});

test("older pages go before, and a search hit opens a part of its own until it meets the end", () => {
  const page = (events, before, after) => ({ room: "lobby", epoch: "e", events, more: { before, after } });
  const many = (from, to) => Array.from({ length: to - from }, (_, i) => message(from + i, from + i - 1));
  let state = play(...ENTER.slice(0, 5), { type: "page", ...page(many(8, 11), true, false) }, ENTER[5]);
  state = reduce(state, { type: "older", page: page(many(5, 8), true, true) });
  same([lobby(state).messages.length, lobby(state).before], [6, true]);
  state = reduce(state, { type: "around", page: page(many(1, 3), false, true) });
  same(sourceOf(state).settled.map((one) => one.seq), [1, 2]);
  state = reduce(state, { type: "newer", page: page(many(3, 6), true, true) });
  same([lobby(state).context, lobby(state).messages.length, lobby(state).before], [null, 10, false]);
});

test("a read that ended lets go of its own kind alone", () => {
  let state = play(...ENTER, { type: "asked", room: "lobby" }, { type: "loading", room: "lobby" });
  state = reduce(state, { type: "unasked", room: "lobby", latch: "asked" });
  same([lobby(state).asked, lobby(state).loading], [false, true]);
  state = reduce(state, { type: "unasked", room: "lobby", latch: "loading" });
  same([lobby(state).asked, lobby(state).loading], [false, false]);
});
