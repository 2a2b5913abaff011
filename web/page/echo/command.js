import { formatHex } from "../common/bytes.js";

/** What the shell reads as this one word. */
export function quoted(word) {
  return /^[A-Za-z0-9_.:/@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The terminal client's line that connects as the page does and sends the same message. */
export function commandLine({ url, protocols, payload, everyMillis = null }) {
  const words = ["yodel", "echo", quoted(url)];
  protocols.forEach((name) => words.push("--subprotocol", quoted(name)));
  if (typeof payload === "string") {
    words.push("--message", quoted(payload));
  } else {
    words.push("--as", "hex", "--binary", "--message", quoted(formatHex(payload).replaceAll(" ", "")));
  }
  words.push(...(everyMillis === null ? ["--count", "1"] : ["--every", `${everyMillis}ms`]));
  return words.join(" ");
}
