import { formatHex } from "../common/bytes.js";

/** Which entries match: of this direction (empty for all), with this text in the payload, its hex digits or the note. */
export function filterOf(text, direction) {
  const wanted = text.trim().toLowerCase();
  return (entry) =>
    (direction === "" || entry.direction === direction) && (wanted === "" || searched(entry).includes(wanted));
}

function searched({ kind, payload, note }) {
  if (payload === null) {
    return `${kind} ${note}`.toLowerCase();
  }
  return typeof payload === "string" ? payload.toLowerCase() : formatHex(payload);
}
