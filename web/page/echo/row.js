import { formatHex, formatMillis, formatSize } from "../common/bytes.js";
import { h } from "../common/dom.js";
import { detailOf } from "./detail.js";

/** The longest payload shown in a row, in UTF-16 units; the detail shows more. */
const ROW_CHARS = 400;

const ARROWS = { sent: "↑", received: "↓", event: "·" };
const WORDS = { sent: "sent", received: "received", event: "event" };

const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});

/** The list item that shows one journal entry. */
export function rowOf(entry) {
  const expandable = entry.direction !== "event" && entry.size > 0;
  return h(
    "li",
    { class: "row", dataset: { direction: entry.direction, kind: entry.kind, number: String(entry.number) } },
    h("time", { class: "at", datetime: entry.at.toISOString() }, clock.format(entry.at)),
    h("span", { class: "delta", title: "since the entry before" }, deltaWords(entry)),
    h("span", { class: "arrow", "aria-hidden": "true" }, ARROWS[entry.direction]),
    h("span", { class: "kind" }, h("span", { class: "unseen" }, `${WORDS[entry.direction]} `), entry.kind),
    h("span", { class: "size" }, entry.direction === "event" ? "" : formatSize(entry.size)),
    h("span", { class: "trip", title: "round trip" }, entry.roundTrip === null ? "" : formatMillis(entry.roundTrip)),
    expandable ? foldedPayload(entry) : plainPayload(entry),
  );
}

function deltaWords({ delta }) {
  return delta === null ? "" : `+${delta === 0 ? "0 ms" : formatMillis(delta)}`;
}

function plainPayload(entry) {
  if (entry.direction === "event") {
    return h("span", { class: "payload note", dir: "auto" }, entry.note);
  }
  return h("span", { class: "payload note" }, "empty");
}

function foldedPayload(entry) {
  const details = h("details", { class: "payload" }, h("summary", { dir: "auto" }, summaryOf(entry)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) {
      details.append(detailOf(entry));
    }
  });
  return details;
}

function summaryOf({ kind, payload }) {
  if (kind === "binary") {
    const start = formatHex(payload.subarray(0, 64));
    return payload.length > 64 ? `${start} …` : start;
  }
  return payload.length > ROW_CHARS ? `${payload.slice(0, ROW_CHARS)}…` : payload;
}
