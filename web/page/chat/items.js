import { find } from "./timeline.js";
import { dayKey, dayOf } from "./words.js";

/** Messages of one author so close together, in milliseconds, stand under one head. */
const GROUP_MS = 5 * 60_000;

/** What the timeline of a conversation is made of: settled messages, then own ones on their way. */
export function sourceOf(state) {
  const room = state.rooms.get(state.current);
  if (room) {
    const settled = room.context?.messages ?? room.messages;
    return { room, settled, own: room.context ? [] : ownOf(state, room) };
  }
  const direct = state.directs.get(state.current);
  return { room: null, settled: direct?.messages ?? [], own: [] };
}

/** Own messages that wait in the outbox or for their event, in the order of writing. */
function ownOf(state, room) {
  const accepted = new Set(room.accepted.map((one) => one.postId));
  const back = new Set(
    room.messages.slice(-300).flatMap((one) => (one.from.id === state.me?.id ? [one.postId] : [])),
  );
  const waiting = state.pending.filter(
    (entry) => entry.room === room.name && !accepted.has(entry.postId) && !back.has(entry.postId),
  );
  const from = state.me ?? { id: "", name: "" };
  return [
    ...room.accepted.map((entry) => standIn(entry, from, "settled", entry.time)),
    ...waiting.map((entry) => standIn(entry, from, entry.failed ? "failed" : "pending", entry.at)),
  ];
}

const standIns = new WeakMap();

/** The same stand-in for the same entry, so that an unchanged message is not painted again. */
function standIn(entry, from, state, time) {
  const known = standIns.get(entry);
  if (known?.from === from && known.state === state) {
    return known;
  }
  const made = { seq: null, time, from, text: entry.text, replyTo: entry.replyTo, postId: entry.postId, state, entry };
  made.reactions = [];
  standIns.set(entry, made);
  return made;
}

/** A key that a message keeps from pending to settled. */
export function keyOf(message) {
  return message.notice ? `n${message.seq}` : `${message.from.id} ${message.postId}`;
}

/**
 * The items to show for `messages` (a part of the timeline, whose settled ones are `settled`): `{kind, key, …}` with kind `start`, `day`, `divider`,
 * `loss`, `notice` or `message`. `previous` is the message before the part, if any.
 */
export function itemsOf(messages, previous, { room, settled, complete }) {
  const items = complete ? [{ kind: "start", key: "start" }] : [];
  const losses = room?.losses ?? [];
  let divided = false;
  let before = previous;
  for (const message of messages) {
    const lost = losses.filter((loss) => loss.before !== null && isFirstAt(message, before, loss.before));
    items.push(...lost.map((loss) => ({ kind: "loss", key: `loss ${loss.before}`, loss })));
    if (!before || dayKey(before.time) !== dayKey(message.time)) {
      const key = `day ${dayKey(message.time)} ${message.seq ?? ""}`;
      items.push({ kind: "day", key, words: dayOf(message.time) });
    }
    const divides = !divided && room?.divider !== null && isFirstAt(message, before, (room?.divider ?? Infinity) + 1);
    if (divides) {
      divided = true;
      items.push({ kind: "divider", key: "divider" });
    }
    const kind = message.notice ? "notice" : "message";
    const fresh = items.length > 0 && items.at(-1).kind !== "message";
    const quoted = message.replyTo ? find(settled, message.replyTo) : undefined;
    items.push({ kind, key: keyOf(message), message, quoted, grouped: !fresh && isGrouped(before, message) });
    before = message;
  }
  return items;
}

function isFirstAt(message, before, seq) {
  const at = message.seq ?? Infinity;
  return at >= seq && (before?.seq ?? 0) < seq && before?.seq !== null;
}

function isGrouped(before, message) {
  return (
    before !== undefined &&
    !before.notice &&
    before.from.id === message.from.id &&
    message.time - before.time < GROUP_MS &&
    message.replyTo === null
  );
}
