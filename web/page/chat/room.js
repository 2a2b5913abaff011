import { applyAll, isChange, merge, messageOf, noticeOf } from "./timeline.js";

/** The most messages of a room in memory. */
export const MAX_LOADED = 20_000;
/** The most events held back while a gap is filled; more means starting afresh. */
export const MAX_HELD = 1_000;
/** How many edits, deletions and reactions are kept for answers that were read before them. */
export const MAX_CHANGES = 200;
/** How long somebody counts as typing without saying so again, in milliseconds. */
export const TYPING_MS = 6_000;

/**
 * One room as this client knows it. `phase`: `joining`, `replay` (until `live`), `live`, `away` (not connected).
 * `position` is the `seq` applied last. `wants` is what only the server can give: `replay` (every event after the
 * position) or `tail` (the newest messages, after a loss). `context` is a part of the room's past that is looked at.
 */
export function newRoom(name) {
  return {
    name,
    phase: "joining",
    returning: false,
    epoch: null,
    position: 0,
    count: 0,
    members: new Map(),
    typing: new Map(),
    messages: [],
    before: false,
    losses: [],
    held: [],
    changes: [],
    wants: null,
    asked: false,
    read: 0,
    unread: 0,
    mentions: 0,
    divider: null,
    accepted: [],
    context: null,
    loading: false,
    problem: null,
  };
}

/**
 * The server let us in. A position that it could not honour is a declared loss; one that it honours is replayed, but a
 * tail that was forgotten is still owed.
 */
export function onJoined(room, joined) {
  const members = new Map(joined.members.map((one) => [one.id, one.name]));
  const returning = joined.recovered === true;
  const counts = { count: joined.count, members };
  const common = { ...room, ...counts, phase: "replay", returning, problem: null, held: [], asked: false };
  if (returning) {
    return { ...common, wants: room.wants === "tail" ? "tail" : null };
  }
  const { epoch, read = room.read } = joined;
  const forgotten = { position: 0, messages: [], before: false, changes: [], wants: null, context: null };
  const next = { ...common, ...forgotten, epoch, read };
  if (joined.recovered === undefined) {
    return { ...next, losses: [] };
  }
  return { ...next, losses: [{ before: null, reason: epoch === room.epoch ? "dropped" : "replaced" }] };
}

/** Replay: events between `joined` and `live`. */
export function onReplay(room, page) {
  const first = room.messages.length === 0;
  const { events } = page;
  const last = events.length === 0 ? room.position : events[events.length - 1].seq;
  return settle({
    ...taken(room, events),
    position: Math.max(room.position, last),
    before: first ? page.more.before : room.before,
    losses: events.length === 0 ? room.losses : lossesAt(room, events[0].seq),
  });
}

/** Where the new begins is not known while a tail is owed. */
function lossesAt(room, seq) {
  return room.wants === "tail" ? room.losses : placeLosses(room.losses, seq);
}

function placeLosses(losses, seq) {
  return losses.map((loss) => (loss.before === null ? { ...loss, before: seq } : loss));
}

/** The replay is over. */
export function onLive(room, { seq }) {
  const position = Math.max(room.position, seq);
  return drain({ ...room, phase: "live", position, losses: lossesAt(room, position + 1) });
}

/** The client's rule: apply the next, drop the known, hold what comes too early and ask for what is between. */
export function onEvent(room, event) {
  if (event.seq <= room.position) {
    return room;
  }
  const next = room.phase === "live" && room.held.length === 0 && event.prev === room.position;
  if (next) {
    return applied(room, event);
  }
  if (room.held.length >= MAX_HELD) {
    return { ...room, held: [], wants: "tail", position: event.seq, asked: false };
  }
  const wants = room.phase === "live" ? (room.wants ?? "replay") : room.wants;
  return { ...room, held: [...room.held, event], wants };
}

function applied(room, event) {
  const next = taken(room, [event]);
  const over = next.messages.length > MAX_LOADED;
  const messages = over ? next.messages.slice(-MAX_LOADED) : next.messages;
  return settle({ ...next, messages, before: over || next.before, position: event.seq });
}

/** Events change what is loaded, wherever it is shown. */
function taken(room, events) {
  const changes = events.filter(isChange);
  const messages = applyAll(room.messages, events);
  if (changes.length === 0) {
    return { ...room, messages };
  }
  const context = room.context && { ...room.context, messages: applyAll(room.context.messages, changes) };
  return { ...room, messages, context, changes: room.changes.concat(changes).slice(-MAX_CHANGES) };
}

/** Messages of an answer, with what has changed since the place `since` where it was asked for. */
export function current(room, messages, since) {
  return applyAll(messages, room.changes.filter((one) => one.seq > since));
}

function drain(room) {
  let now = room;
  const held = room.held.filter((event) => event.seq > room.position);
  now = { ...now, held: [] };
  held.forEach((event, index) => {
    if (now.held.length === 0 && event.prev <= now.position) {
      now = applied(now, event);
    } else {
      now = { ...now, held: held.slice(index), wants: "replay" };
    }
  });
  return now.held.length === 0 ? { ...now, wants: now.wants === "replay" ? null : now.wants } : now;
}

/** Continuity is lost: the tail is forgotten, and the newest messages are wanted. */
export function onResync(room, resync) {
  const replaced = resync.epoch !== room.epoch;
  return {
    ...room,
    epoch: resync.epoch,
    position: resync.head,
    read: replaced ? 0 : room.read,
    messages: [],
    held: [],
    changes: [],
    before: false,
    context: null,
    wants: "tail",
    asked: false,
    losses: [{ before: null, reason: replaced ? "replaced" : "dropped" }],
  };
}

/** The answer to `tail`, asked for at the place `since`. */
export function onTail(room, page, since) {
  const messages = merge(current(room, listOf(page.events), since), room.messages);
  const first = messages.length === 0 ? room.position + 1 : messages[0].seq;
  return settle({
    ...room,
    messages,
    before: page.more.before,
    wants: null,
    asked: false,
    losses: placeLosses(room.losses, first),
  });
}

/** Messages and notices of an answer's events. */
export function listOf(events) {
  return events.flatMap((event) => {
    if (event.type === "message") {
      return [messageOf(event)];
    }
    return event.type === "moderated" ? [noticeOf(event)] : [];
  });
}

/** The stand-in of an own message that the log has confirmed goes once its event has been applied. */
function settle(room) {
  const accepted = room.accepted.filter((one) => one.seq > room.position);
  return accepted.length === room.accepted.length ? room : { ...room, accepted };
}
