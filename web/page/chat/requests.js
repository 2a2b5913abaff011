/** The requests that the page sends, each with the fields that the protocol gives it and no others. */

/** What the server's log calls this page. */
export const CLIENT = { name: "yodel-page", version: "1" };

/** The first frame. A room is `{room, epoch?, after?, last?}`. */
export function hello({ name, token, client, rooms }) {
  return { type: "hello", version: 1, name, token, client, rooms: rooms.map(start) };
}

function start({ room, epoch, after, last }) {
  return { room, epoch, after, last };
}

export function join(request) {
  return { type: "join", ...start(request) };
}

export function leave({ room }) {
  return { type: "leave", room };
}

export function post({ room, postId, text, replyTo }) {
  return { type: "post", room, postId, text, replyTo: replyTo ?? undefined };
}

export function edit({ room, postId, target, text }) {
  return { type: "edit", room, postId, target, text };
}

/** `delete` is a word of the language. */
export function remove({ room, postId, target }) {
  return { type: "delete", room, postId, target };
}

export function react({ room, postId, target, key, on }) {
  return { type: "react", room, postId, target, key, on };
}

export function direct({ to, postId, text }) {
  return { type: "direct", to, postId, text };
}

/** One of `before`, `after`, `around`, or none for the newest. */
export function history({ room, before, after, around, limit }) {
  return { type: "history", room, before, after, around, limit };
}

export function search({ room, text, before, limit }) {
  return { type: "search", room, text, before, limit };
}

export function members({ room, cursor }) {
  return { type: "members", room, cursor };
}

export function rename({ name }) {
  return { type: "rename", name };
}

/** What a moderator does to a user of a room: `kick`, `mute`, `unmute`, `ban` or `unban`. */
export function moderate({ room, postId, user, action, until, reason }) {
  return { type: "moderate", room, postId, user, action, until, reason };
}

/** Brings a newer token of the same user. */
export function refresh({ token }) {
  return { type: "refresh", token };
}

export function typing({ room, state }) {
  return { type: "typing", room, state };
}

export function read({ room, seq }) {
  return { type: "read", room, seq };
}

export function ping() {
  return { type: "ping" };
}
