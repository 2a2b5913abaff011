import { formatBase64 } from "../common/bytes.js";

/** The journal as NDJSON: one JSON object a line; binary payloads are base64. */
export function ndjson(entries) {
  return entries.map((entry) => `${JSON.stringify(lineOf(entry))}\n`).join("");
}

function lineOf({ number, at, direction, kind, size, payload, roundTrip, note, code }) {
  const line = { n: number, time: at.toISOString(), direction, type: kind };
  if (direction === "event") {
    return { ...line, note, ...(code === null || code === undefined ? {} : { code }) };
  }
  const data = kind === "binary" ? { base64: formatBase64(payload) } : { text: payload };
  return { ...line, size, ...(roundTrip === null ? {} : { roundTripMs: roundTrip }), ...data };
}

/** Saves a text as a file of the browser's downloads. */
export function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Copies a text; works on plain http as well, where browsers withhold the clipboard's own interface. */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}
