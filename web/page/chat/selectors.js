import { find } from "./timeline.js";

/** Everybody else in the rooms one is in, by name. */
export function people(state) {
  const found = new Map();
  for (const room of state.rooms.values()) {
    room.members.forEach((name, id) => found.set(id, { id, name }));
  }
  found.delete(state.me?.id);
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The names to complete in the current conversation. */
export function namesHere(state) {
  const room = state.rooms.get(state.current);
  const here = people(state).filter((one) => !room || room.members.has(one.id));
  return here.map((one) => one.name);
}

/** The last own message of the current room, or undefined. */
export function lastOwn(state) {
  const own = (one) => !one.notice && !one.deleted && one.from.id === state.me?.id;
  return state.rooms.get(state.current)?.messages.findLast(own);
}

/** The message of the current room with this `seq`, or undefined. */
export function messageWith(state, seq) {
  const room = state.rooms.get(state.current);
  return room && find(room.context?.messages ?? room.messages, seq);
}

/** Where the quick switcher can go. */
export function places(state) {
  const rooms = [...state.rooms.keys()].map((key) => ({ kind: "room", key, words: key }));
  const directs = [...state.directs].map(([key, { user }]) => ({ kind: "direct", key, words: user.name }));
  const others = people(state)
    .filter((user) => !state.directs.has(`@${user.id}`))
    .map((user) => ({ kind: "person", user, words: user.name }));
  return [...rooms, ...directs, ...others];
}

/** The room that is called so, in any spelling, or undefined. */
export function roomCalled(state, name) {
  const folded = fold(name);
  return state.rooms.get(name) ?? [...state.rooms.values()].find((room) => fold(room.name) === folded);
}

/** An approximation of the server's key of a name, good enough to find what was asked for. */
function fold(name) {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}
