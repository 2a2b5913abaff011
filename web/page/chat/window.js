import { indexOf } from "./timeline.js";

/** The most messages in the document. */
export const MAX_SHOWN = 300;
/** How many messages a conversation opens with. */
export const FIRST_SHOWN = 100;
/** How many messages a step up or down brings. */
export const STEP = 60;

/**
 * A part of a timeline, `{from, last}`: the `seq` of its first and last message, so that it stays the same part when
 * messages come before or behind it.
 */
export function partOf(messages, start, end) {
  const from = Math.max(0, start);
  const to = Math.min(messages.length, Math.max(end, from + 1), from + MAX_SHOWN);
  return { from: messages[from]?.seq ?? 0, last: messages[to - 1]?.seq ?? 0 };
}

/** The newest messages. */
export function newest(messages) {
  return partOf(messages, messages.length - FIRST_SHOWN, messages.length);
}

/** The messages around the one with this `seq`. */
export function around(messages, seq) {
  const index = indexOf(messages, seq);
  return partOf(messages, index - STEP, index + STEP);
}

/** A part as indices, `[from, to)`. */
export function rangeOf(part, messages) {
  const from = indexOf(messages, part.from);
  return [from, Math.min(indexOf(messages, part.last + 1), from + MAX_SHOWN)];
}

/** One step towards the beginning, or null if the part begins there. */
export function stepUp(part, messages) {
  const [from, to] = rangeOf(part, messages);
  return from === 0 ? null : partOf(messages, from - STEP, Math.min(to, from - STEP + MAX_SHOWN));
}

/** One step towards the end, or null if the part ends there. */
export function stepDown(part, messages) {
  const [from, to] = rangeOf(part, messages);
  const end = Math.min(messages.length, to + STEP);
  return to >= messages.length ? null : partOf(messages, Math.max(from, end - MAX_SHOWN), end);
}
