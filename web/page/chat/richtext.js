import { h } from "../common/dom.js";

const TOKEN = /```([^]*?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"“”\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)/gu;

/**
 * Divides a text into `{kind, text}`: `text`, `code`, `block` (code of many lines), `link`. A link ends before
 * punctuation that closes a sentence, before a bracket that it did not open, and before any bidirectional control.
 */
export function tokens(text) {
  const found = [];
  let end = 0;
  const plain = (upTo) => upTo > end && found.push({ kind: "text", text: text.slice(end, upTo) });
  for (const match of text.matchAll(TOKEN)) {
    const token = tokenOf(match);
    plain(match.index);
    found.push(token);
    end = match.index + (token.kind === "link" ? token.text.length : match[0].length);
  }
  plain(text.length);
  return found;
}

function tokenOf([, block, code, link]) {
  if (block !== undefined) {
    return { kind: "block", text: block.replace(/^\n/, "").replace(/\n$/, "") };
  }
  return code === undefined ? { kind: "link", text: trimmed(link) } : { kind: "code", text: code };
}

/** One pass from the end: a link may be as long as a message. */
function trimmed(link) {
  const count = (sign) => link.split(sign).length - 1;
  const alone = { ")": count(")") - count("("), "]": count("]") - count("[") };
  let end = link.length;
  while (/[.,;:!?'’*_~]/.test(link[end - 1]) || alone[link[end - 1]]-- > 0) {
    end--;
  }
  return link.slice(0, end);
}

/** The nodes that show a text; everything in it is text. */
export function rendered(text) {
  return tokens(text).map(({ kind, text: part }) => {
    switch (kind) {
      case "link":
        return h("a", { href: part, target: "_blank", rel: "noopener noreferrer nofollow" }, part);
      case "code":
        return h("code", {}, part);
      case "block":
        return h("pre", { tabindex: "-1" }, part);
      default:
        return part;
    }
  });
}
