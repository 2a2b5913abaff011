import {
  MAX_HELD,
  MAX_LOADED,
  current,
  newRoom,
  onEvent,
  onJoined,
  onLive,
  onReplay,
  onResync,
  onTail,
} from "/chat/room.js";
import { apply, applyAll, merge, messageOf } from "/chat/timeline.js";
import { holds, same, test } from "./check.js";

const ANN = { id: "a", name: "Ann" };

function message(seq, prev, more = {}) {
  const time = "2026-11-21T09:00:00.000Z";
  return { type: "message", room: "r", seq, prev, time, from: ANN, postId: `p${seq}`, text: `t${seq}`, ...more };
}

function page(events, more = { before: false, after: false }) {
  return { type: "page", room: "r", epoch: "e", events, more };
}

const JOINED = { room: "r", epoch: "e", head: 0, floor: 0, count: 1, members: [ANN] };

function liveAt(seq) {
  return onLive(onJoined(newRoom("r"), { ...JOINED, head: seq }), { seq });
}

const seqs = (room) => room.messages.map((one) => one.seq);

test("the next event is applied, a known one dropped", () => {
  let room = onEvent(liveAt(10), message(12, 10));
  same([room.position, seqs(room), room.wants], [12, [12], null]);
  same(onEvent(room, message(12, 10)) === room, true);
  same(onEvent(room, message(9, 8)) === room, true);
});

test("an event that comes too early is held until what is between has been replayed", () => {
  let room = onEvent(onEvent(liveAt(10), message(12, 10)), message(20, 15));
  room = onEvent(room, message(22, 20));
  same([room.position, seqs(room), room.wants, room.held.length], [12, [12], "replay", 2]);
  room = onJoined({ ...room, asked: true }, { ...JOINED, head: 22, recovered: true });
  same([room.phase, room.wants, room.asked, room.held.length], ["replay", null, false, 0]);
  const edit = { ...message(15, 12), type: "edited", target: 12, text: "better" };
  room = onReplay(room, page([edit, message(20, 15), message(22, 20)]));
  room = onEvent(room, message(23, 22));
  room = onLive(room, { seq: 22 });
  same([room.phase, room.position, seqs(room), room.wants], ["live", 23, [12, 20, 22, 23], null]);
  same(room.messages[0].text, "better");
});

test("what changes while an answer is on its way is in the answer", () => {
  const asked = onEvent(liveAt(10), message(12, 10));
  const change = (seq, type, more) => ({ ...message(seq, seq - 1), type, target: 4, ...more });
  let room = onEvent(asked, change(13, "edited", { text: "better" }));
  room = onEvent(room, change(14, "reaction", { key: "+1", on: true }));
  const old = [messageOf(message(4, 3)), messageOf(message(5, 4))];
  same(current(room, old, asked.position).map((one) => one.text), ["better", "t5"]);
  same(current(room, old, asked.position)[0].reactions, [{ key: "+1", count: 1, users: ["a"] }]);
  same(current(room, old, room.position) === old, true);
});

test("a part of the past that is looked at changes as well", () => {
  const context = { messages: [messageOf(message(4, 3))], before: false, after: true };
  const room = onEvent({ ...liveAt(10), context }, { ...message(12, 10), type: "deleted", target: 4 });
  same([room.context.messages[0].deleted, room.messages, room.position], [true, [], 12]);
});

test("what is held has a limit; beyond it the newest messages are asked for", () => {
  let room = liveAt(0);
  for (let i = 0; i <= MAX_HELD; i++) {
    room = onEvent(room, message(100 + i, 99 + i));
  }
  same([room.held.length, room.wants], [0, "tail"]);
});

test("replay is applied in order and its end is the position", () => {
  let room = onJoined(newRoom("r"), { ...JOINED, head: 30 });
  room = onReplay(room, page([message(21, 20), message(25, 21)], { before: true, after: false }));
  room = onLive(room, { seq: 30 });
  same([room.phase, room.position, seqs(room), room.before, room.losses], ["live", 30, [21, 25], true, []]);
  same(onEvent(room, message(31, 30)).position, 31);
});

test("a recovered room keeps what it has and goes on", () => {
  let room = onEvent(liveAt(10), message(12, 10));
  room = onJoined({ ...room, phase: "away" }, { ...JOINED, head: 16, recovered: true });
  room = onReplay(room, page([message(14, 12), { ...message(16, 14), type: "edited", target: 12, text: "new" }]));
  room = onLive(room, { seq: 16 });
  same([seqs(room), room.messages[0].text, room.losses, room.position], [[12, 14], "new", [], 16]);
});

test("a position that cannot be honoured is shown as a loss where the new begins", () => {
  let room = onEvent(liveAt(10), message(12, 10));
  room = onJoined({ ...room, phase: "away" }, { ...JOINED, head: 99, floor: 50, recovered: false });
  room = onLive(onReplay(room, page([message(90, 80), message(99, 90)])), { seq: 99 });
  same([seqs(room), room.losses], [[90, 99], [{ before: 90, reason: "dropped" }]]);
  room = onJoined({ ...room, phase: "away" }, { ...JOINED, epoch: "other", head: 3, recovered: false, read: 0 });
  room = onLive(onReplay(room, page([message(3, 0)])), { seq: 3 });
  same([room.epoch, seqs(room), room.read, room.losses[0].reason], ["other", [3], 0, "replaced"]);
});

test("a resync forgets the tail and asks for the newest", () => {
  let room = onEvent(liveAt(10), message(12, 10));
  room = onResync(room, { room: "r", epoch: "e", head: 40, floor: 5, reason: "moved" });
  same([seqs(room), room.wants, room.position], [[], "tail", 40]);
  room = onEvent(room, message(41, 40));
  room = onTail(room, page([message(39, 38), message(40, 39)], { before: true, after: false }), 40);
  same([seqs(room), room.wants, room.before, room.losses], [[39, 40, 41], null, true, [{ before: 39, reason: "dropped" }]]);
});

test("a tail that is owed is owed after a return as well", () => {
  let room = onEvent(liveAt(10), message(12, 10));
  room = onResync(room, { room: "r", epoch: "e", head: 40, floor: 5, reason: "moved" });
  room = onJoined({ ...room, phase: "away", asked: false }, { ...JOINED, head: 41, recovered: true });
  room = onLive(onReplay(room, page([message(41, 40)])), { seq: 41 });
  same([seqs(room), room.wants, room.asked, room.losses[0].reason], [[41], "tail", false, "dropped"]);
  room = onTail(room, page([message(39, 38), message(41, 40)], { before: true, after: false }), 41);
  same([seqs(room), room.wants, room.before, room.losses[0].before], [[39, 41], null, true, 39]);
});

test("the stand-in of an own message goes when its event has come", () => {
  const room = { ...liveAt(10), accepted: [{ postId: "mine", seq: 12 }] };
  same(onEvent(room, message(11, 10)).accepted.length, 1);
  same(onEvent(onEvent(room, message(11, 10)), message(12, 11, { postId: "mine" })).accepted, []);
});

test("edit, delete and reaction are applied, and twice is harmless", () => {
  const edit = { ...message(5, 4), type: "edited", target: 3, text: "better" };
  const react = { ...message(6, 5), type: "reaction", target: 3, key: "👍", on: true };
  const back = { ...react, on: false };
  const remove = { ...message(8, 7), type: "deleted", target: 3 };
  let list = applyAll([], [message(3, 2), message(4, 3), edit, edit, react, react]);
  same([list[0].text, list[0].edited, list[0].reactions], ["better", true, [{ key: "👍", count: 1, users: ["a"] }]]);
  list = apply(apply(list, back), back);
  same(list[0].reactions, []);
  list = apply(apply(apply(list, react), remove), remove);
  same([list[0].text, list[0].deleted, list[0].reactions], ["", true, []]);
  same([apply(list, edit)[0].text, apply(list, react)[0].reactions], ["", []]);
  same(apply(list, { ...edit, target: 99 }) === list, true);
});

test("a reaction counts users that are not listed", () => {
  const folded = messageOf(message(3, 2, { reactions: [{ key: "+1", count: 60, users: ["x"] }] }));
  const [after] = apply([folded], { ...message(6, 5), type: "reaction", target: 3, key: "+1", on: true });
  same(after.reactions, [{ key: "+1", count: 61, users: ["x", "a"] }]);
});

test("lists are merged in order and without doubles, the fresh one wins", () => {
  const list = [1, 3, 5].map((seq) => messageOf(message(seq, seq - 1)));
  const fresh = [3, 4].map((seq) => messageOf(message(seq, seq - 1, { text: "fresh" })));
  const merged = merge(list, fresh);
  same(merged.map((one) => [one.seq, one.text]), [[1, "t1"], [3, "fresh"], [4, "fresh"], [5, "t5"]]);
  holds(merge(list, []) === list, "nothing fresh changes nothing");
});

test("what no longer fits into memory can be asked for again", () => {
  const messages = Array.from({ length: MAX_LOADED }, (_, index) => messageOf(message(index + 1, index)));
  const room = onEvent({ ...liveAt(MAX_LOADED), messages }, message(MAX_LOADED + 1, MAX_LOADED));
  same([room.messages.length, room.messages[0].seq, room.before], [MAX_LOADED, 2, true]);
});
