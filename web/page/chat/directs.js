/** The most messages kept of a conversation between two; they are in no log. */
const MAX_MESSAGES = 500;
/** The most direct messages remembered by author and `postId`, so that none shows twice. */
const MAX_KNOWN = 256;

/** A direct message looks like a room's, and has nothing that only a log gives. */
const BARE = { seq: null, replyTo: null, reactions: [], edited: false, deleted: false };

/** The key of a conversation with this user. */
export function keyOf(user) {
  return `@${user.id}`;
}

/** A direct message came, from somebody else or from another tab of one's own. */
export function onDirect(state, { from, to, postId, text, time }) {
  const own = from.id === state.me?.id;
  const user = own ? userOf(state, to) : from;
  return added(own ? state : known(state, from), user, { from, postId, text, time: Date.parse(time), state: "settled" });
}

/** A direct message of one's own: `pending`, then `settled` or `failed`. */
export function onDirectSent(state, { to, message }) {
  return added(state, to, { from: state.me, ...message });
}

/** A conversation is opened before anything was said. */
export function onDirectOpen(state, { user }) {
  const key = keyOf(user);
  return state.directs.has(key)
    ? state
    : { ...state, directs: new Map(state.directs).set(key, { user, messages: [], unread: 0 }) };
}

function userOf(state, to) {
  const met = [...state.directs.values()].find((one) => one.user.id === to || one.user.name === to);
  return met?.user ?? userInRooms(state, to) ?? { id: to, name: to };
}

function userInRooms(state, to) {
  for (const room of state.rooms.values()) {
    for (const [id, name] of room.members) {
      if (id === to || name === to) {
        return { id, name };
      }
    }
  }
  return undefined;
}

/** Somebody was written to by name, and now has an id: both are one conversation. */
function known(state, user) {
  const [byName, byId] = [keyOf({ id: user.name }), keyOf(user)];
  if (byName === byId || !state.directs.has(byName) || state.directs.has(byId)) {
    return state;
  }
  const entries = [...state.directs].map(([key, one]) => (key === byName ? [byId, { ...one, user }] : [key, one]));
  return { ...state, directs: new Map(entries), current: state.current === byName ? byId : state.current };
}

function added(state, user, message) {
  const key = keyOf(user);
  const before = state.directs.get(key) ?? { user, messages: [], unread: 0 };
  const index = before.messages.slice(-MAX_KNOWN).findIndex((one) => isSame(one, message));
  const at = index < 0 ? -1 : index + Math.max(0, before.messages.length - MAX_KNOWN);
  if (at >= 0 && before.messages[at].state === message.state) {
    return state;
  }
  const messages = at >= 0 ? before.messages.with(at, { ...before.messages[at], ...message }) : [...before.messages, { ...BARE, ...message }];
  const watched = state.current === key && state.watching;
  const counts = at < 0 && !watched && message.from.id !== state.me?.id;
  const after = { user, messages: messages.slice(-MAX_MESSAGES), unread: before.unread + (counts ? 1 : 0) };
  return { ...state, directs: new Map(state.directs).set(key, after) };
}

function isSame(a, b) {
  return a.postId === b.postId && a.from.id === b.from.id;
}
