import { formatSize, hexDump, utf8 } from "../common/bytes.js";
import { h } from "../common/dom.js";

/** The most bytes that the hex view shows. */
const SHOWN_AS_HEX = 65_536;
/** The most UTF-16 units that the text views show. */
const SHOWN_AS_TEXT = 262_144;
/** The most bytes that the bits view shows: it has a line for eight. */
const SHOWN_AS_BITS = 8_192;
const decoder = new TextDecoder();

/** The ways to look at a payload: each makes text of it, with a mark where it is cut, or null where it makes no sense. */
const VIEWS = {
  Text: (payload, size) => cutText(textOf(payload), size),
  JSON: (payload, size) => cutText(prettyJson(textOf(payload)), size),
  Hex: (payload, size) => marked(hexDump(bytesOf(payload).subarray(0, SHOWN_AS_HEX)), size > SHOWN_AS_HEX, size),
  Bits: (payload, size) => marked(bits(bytesOf(payload).subarray(0, SHOWN_AS_BITS)), size > SHOWN_AS_BITS, size),
};

function textOf(payload) {
  return typeof payload === "string" ? payload : decoder.decode(payload);
}

function cutText(text, size) {
  return text && marked(text.slice(0, SHOWN_AS_TEXT), text.length > SHOWN_AS_TEXT, size);
}

function marked(text, cut, size) {
  return cut ? `${text}\n… of ${formatSize(size)}` : text;
}

/** The text as indented JSON, or null if it is none. */
export function prettyJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

/** Eight binary digits for each byte, eight bytes a line. */
export function bits(bytes) {
  const groups = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0"));
  const lines = [];
  for (let at = 0; at < groups.length; at += 8) {
    lines.push(`${at.toString(16).padStart(8, "0")}  ${groups.slice(at, at + 8).join(" ")}`);
  }
  return lines.join("\n");
}

function bytesOf(payload) {
  return typeof payload === "string" ? utf8(payload) : payload;
}

/** What opens below a row: a choice of views, the most telling one first, and the payload in it. */
export function detailOf({ kind, payload, size }) {
  const possible = Object.keys(VIEWS).filter((name) => name !== "JSON" || VIEWS.JSON(payload, size) !== null);
  const first = possible.includes("JSON") ? "JSON" : kind === "binary" ? "Hex" : "Text";
  const shown = h("pre", { tabindex: "0", dir: "auto" });
  const buttons = possible.map((name) =>
    h("button", { type: "button", class: "small", onclick: () => choose(name) }, name),
  );
  const choose = (name) => {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === name)));
    shown.textContent = VIEWS[name](payload, size);
    shown.className = name === "Hex" || name === "Bits" ? "wide" : "";
  };
  choose(first);
  return h("div", { class: "detail" }, h("div", { class: "actions", role: "group", "aria-label": "View" }, ...buttons), shown);
}
