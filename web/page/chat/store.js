import { isDurable } from "./protocol.js";
import { TYPING_MS, current, listOf, newRoom, onEvent, onJoined, onLive, onReplay, onResync, onTail } from "./room.js";
import { merge } from "./timeline.js";
import { markRead, noteArrival, withUnread } from "./unread.js";
import { onDirect, onDirectOpen, onDirectSent } from "./directs.js";

/** What the page knows before it knows anything. `current` is a room's name, or `@` and a user's id. */
export const EMPTY = Object.freeze({
  link: { state: "closed" },
  me: null,
  limits: null,
  rooms: new Map(),
  directs: new Map(),
  pending: [],
  muted: new Set(),
  current: null,
  /** Whether somebody is looking at the end of the current conversation; not before it has been painted. */
  watching: false,
});

/** The next state. Every action is `{type, …}`; the server's messages are actions as they are. */
export function reduce(state, action) {
  const act = ACTIONS[action.type];
  if (act) {
    return act(state, action);
  }
  return isDurable(action) ? inRoom(state, action.room, (room) => arrive(state, room, action)) : state;
}

const ACTIONS = {
  link: (state, { link }) => (link.state === "live" ? { ...state, link } : { ...away(state), link }),
  welcome: (state, { user, limits }) => ({ ...state, me: user, limits }),
  renamed: (state, { name }) => ({ ...state, me: { ...state.me, name } }),
  enter: (state, { room, read = 0 }) =>
    state.rooms.has(room) ? state : withRoom(state, room, { ...newRoom(room), read }),
  spelled: spelled,
  joined: (state, action) => inRoom(state, action.room, (room) => onJoined(room, action)),
  refused: (state, { room, problem }) => inRoom(state, room, (one) => ({ ...one, phase: "refused", problem })),
  left: (state, { room }) => withoutRoom(state, room),
  page: (state, action) => inRoom(state, action.room, (room) => replayed(state, room, action)),
  live: (state, action) => inRoom(state, action.room, (room) => divided(state, onLive(room, action))),
  resync: (state, action) => inRoom(state, action.room, (room) => onResync(room, action)),
  asked: (state, { room }) => inRoom(state, room, (one) => ({ ...one, asked: true })),
  unasked: (state, { room, latch }) => inRoom(state, room, (one) => ({ ...one, [latch]: false })),
  tail: (state, { page, since }) => inRoom(state, page.room, (room) => withUnread(onTail(room, page, since), state.me)),
  loading: (state, { room }) => inRoom(state, room, (one) => ({ ...one, loading: true })),
  older: (state, { page, since }) => inRoom(state, page.room, (room) => older(room, page, since)),
  newer: (state, { page, since }) => inRoom(state, page.room, (room) => newer(room, page, since)),
  around: (state, { page, since }) => inRoom(state, page.room, (room) => around(room, page, since)),
  now: (state, { room }) => inRoom(state, room, (one) => ({ ...one, context: null, loading: false })),
  presence,
  members: (state, action) =>
    inRoom(state, action.room, (room) => ({ ...room, members: named(room.members, action.members), count: action.count })),
  typing: (state, action) => inRoom(state, action.room, (room) => typing(room, action)),
  expire: (state, { now }) => expire(state, now),
  read: (state, action) => inRoom(state, action.room, (room) => markRead(room, action.seq, state.me)),
  seen: (state, { room, seq }) => inRoom(state, room, (one) => markRead(one, seq, state.me)),
  open: (state, { room }) => open(state, room),
  undivide: (state, { room }) => inRoom(state, room, (one) => ({ ...one, divider: null })),
  watching: (state, { watching }) => ({ ...state, watching }),
  pending: (state, { entries }) => ({ ...state, pending: entries }),
  posted: (state, action) => inRoom(state, action.entry.room, (room) => posted(room, action)),
  muted: (state, { rooms }) => ({ ...state, muted: new Set(rooms) }),
  direct: (state, action) => onDirect(state, action),
  "direct-open": (state, action) => onDirectOpen(state, action),
  "direct-sent": (state, action) => onDirectSent(state, action),
};

function withRoom(state, name, room) {
  return { ...state, rooms: new Map(state.rooms).set(name, room) };
}

function inRoom(state, name, change) {
  const room = state.rooms.get(name);
  const next = room === undefined ? undefined : change(room);
  return next === room ? state : withRoom(state, name, next);
}

function withoutRoom(state, name) {
  const rooms = new Map(state.rooms);
  rooms.delete(name);
  if (state.current !== name) {
    return { ...state, rooms };
  }
  return { ...state, rooms, current: rooms.keys().next().value ?? null, watching: false };
}

/** The server calls a room by the spelling that was first. */
function spelled(state, { asked, room }) {
  if (asked === room || !state.rooms.has(asked)) {
    return state;
  }
  const entries = [...state.rooms].filter(([name]) => name !== room);
  const rooms = new Map(entries.map(([name, one]) => (name === asked ? [room, { ...one, name: room }] : [name, one])));
  return { ...state, rooms, current: state.current === asked ? room : state.current };
}

function away(state) {
  if (state.link.state !== "live") {
    return state;
  }
  const gone = ([name, room]) => [
    name,
    { ...room, phase: room.phase === "refused" ? "refused" : "away", typing: new Map(), asked: false, loading: false },
  ];
  return { ...state, rooms: new Map([...state.rooms].map(gone)) };
}

/** Whoever has said something no longer types. */
function arrive(state, room, event) {
  const after = onEvent(room, event);
  const still = room.typing.has(event.from.id) ? typing(after, { from: event.from, state: "done" }) : after;
  return still === room ? room : noteArrival(state, room, still);
}

function replayed(state, room, page) {
  return page.id === undefined ? withUnread(onReplay(room, page), state.me) : room;
}

function divided(state, room) {
  const divides = state.current === room.name && room.divider === null && room.unread > 0;
  return divides ? { ...room, divider: room.read } : room;
}

function older(room, page, since) {
  const more = page.more.before && page.events.length > 0;
  const side = room.context ?? room;
  const next = { messages: merge(current(room, listOf(page.events), since), side.messages), before: more };
  return room.context
    ? { ...room, context: { ...room.context, ...next }, loading: false }
    : { ...room, ...next, loading: false };
}

function newer(room, page, since) {
  if (!room.context) {
    return { ...room, loading: false };
  }
  const messages = merge(room.context.messages, current(room, listOf(page.events), since));
  const meets = messages.length > 0 && room.messages.length > 0 && messages.at(-1).seq >= room.messages[0].seq;
  if (meets || !page.more.after) {
    const whole = { messages: merge(messages, room.messages), before: room.context.before };
    return { ...room, ...whole, context: null, loading: false };
  }
  return { ...room, context: { ...room.context, messages, after: true }, loading: false };
}

function around(room, page, since) {
  const messages = current(room, listOf(page.events), since);
  const context = { messages, before: page.more.before, after: page.more.after };
  return newer({ ...room, context }, { events: [], more: page.more }, since);
}

function presence(state, action) {
  const next = inRoom(state, action.room, (room) => moved(room, action));
  const renamed = action.event === "rename" && action.user?.id === state.me?.id;
  return renamed ? { ...next, me: { ...state.me, name: action.user.name } } : next;
}

function moved(room, { event, user, count }) {
  const members = new Map(room.members);
  if (user && event === "leave") {
    members.delete(user.id);
  } else if (user) {
    members.set(user.id, user.name);
  }
  return { ...room, members, count };
}

function named(members, list) {
  const result = new Map(members);
  list.forEach((one) => result.set(one.id, one.name));
  return result;
}

function typing(room, { from, state, now }) {
  const next = new Map(room.typing);
  if (state === "active") {
    next.set(from.id, { name: from.name, until: now + TYPING_MS });
  } else {
    next.delete(from.id);
  }
  return { ...room, typing: next };
}

function expire(state, now) {
  let next = state;
  for (const [name, room] of state.rooms) {
    const kept = [...room.typing].filter(([, one]) => one.until > now);
    if (kept.length !== room.typing.size) {
      next = inRoom(next, name, (one) => ({ ...one, typing: new Map(kept) }));
    }
  }
  return next;
}

function open(state, current) {
  const room = state.rooms.get(current);
  if (current === state.current) {
    return state;
  }
  const opened = { ...state, current, watching: false };
  if (room) {
    return withRoom(opened, current, { ...room, divider: room.unread > 0 ? room.read : null });
  }
  const direct = state.directs.get(current);
  return direct
    ? { ...opened, directs: new Map(state.directs).set(current, { ...direct, unread: 0 }) }
    : opened;
}

/** The log has an own message; until its event comes it stands where it will be. */
function posted(room, { entry, seq, time }) {
  return seq <= room.position || room.accepted.some((one) => one.postId === entry.postId)
    ? room
    : { ...room, accepted: [...room.accepted, { ...entry, seq, time: Date.parse(time) }] };
}
