import { indexOf } from "./timeline.js";

/** Whether this text speaks to somebody by name: `@name`, whatever the case, not inside a longer word. */
export function mentions(text, name) {
  if (!name) {
    return false;
  }
  const [where, what] = [text.toLowerCase(), `@${name.toLowerCase()}`];
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const [before, after] = [where.slice(0, at), where.slice(at + what.length)];
    if (!/[\p{L}\p{N}_]$/u.test(before) && !/^[\p{L}\p{N}_]/u.test(after)) {
      return true;
    }
  }
  return false;
}

/** Counts what stands behind the read marker and was written by others. */
export function withUnread(room, me) {
  let [unread, mentioned] = [0, 0];
  for (let i = indexOf(room.messages, room.read + 1); i < room.messages.length; i++) {
    const message = room.messages[i];
    if (isOthers(message, me)) {
      unread++;
      mentioned += mentions(message.text, me?.name) ? 1 : 0;
    }
  }
  return unread === room.unread && mentioned === room.mentions ? room : { ...room, unread, mentions: mentioned };
}

function isOthers(message, me) {
  return !message.notice && !message.deleted && message.from.id !== me?.id;
}

/** An event came: one being watched is read at once, any other counts. */
export function noteArrival(state, before, after) {
  const last = after.messages.at(-1);
  if (last === undefined || last === before.messages.at(-1)) {
    return after;
  }
  if (state.current === after.name && state.watching && !after.context) {
    return { ...after, read: last.seq };
  }
  const fresh = after.messages.slice(indexOf(after.messages, (before.messages.at(-1)?.seq ?? before.position) + 1));
  const others = fresh.filter((message) => isOthers(message, state.me) && message.seq > after.read);
  const spoken = others.filter((message) => mentions(message.text, state.me?.name));
  const counted = { ...after, unread: after.unread + others.length, mentions: after.mentions + spoken.length };
  const divides = state.current === after.name && counted.divider === null && others.length > 0;
  return divides ? { ...counted, divider: others[0].seq - 1 } : counted;
}

/**
 * What others have said in a room between two states: as it happens, or meanwhile when one has come back; not what one
 * finds on entering.
 */
export function newsOf(name, before, after) {
  const [was, is] = [before.rooms.get(name), after.rooms.get(name)];
  if (!was || !is || is.position <= was.position || (is.phase !== "live" && !is.returning)) {
    return [];
  }
  const fresh = is.messages.slice(indexOf(is.messages, was.position + 1), indexOf(is.messages, is.position + 1));
  return fresh.filter((message) => isOthers(message, after.me));
}

/** Everything up to `seq` has been read. The marker never goes back. */
export function markRead(room, seq, me) {
  return seq <= room.read ? room : withUnread({ ...room, read: seq }, me);
}
