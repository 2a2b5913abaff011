import { completions, parse, splitRecipient } from "/chat/commands.js";
import { rendered, tokens } from "/chat/richtext.js";
import { itemsOf } from "/chat/items.js";
import { around, newest, partOf, rangeOf, stepDown, stepUp, MAX_SHOWN } from "/chat/window.js";
import { colourOf, dayOf, linkWords, noticeWords, stateWords, timeOf, typingWords } from "/chat/words.js";
import { holds, same, test } from "./check.js";

test("lines are posts, commands or problems", () => {
  same(parse("hello"), { kind: "post", text: "hello" });
  same(parse("//etc is a folder"), { kind: "post", text: "/etc is a folder" });
  same(parse("/me waves"), { kind: "post", text: "/me waves" });
  same(parse("/JOIN  kitchen "), { kind: "command", name: "/join", rest: "kitchen" });
  same(parse("/msg Bob two\nlines"), { kind: "command", name: "/msg", rest: "Bob two\nlines" });
  same([parse("/dance").kind, parse("/join").kind, parse("/me").kind], ["problem", "problem", "problem"]);
});

test("a recipient's name may hold spaces if it is known", () => {
  same(splitRecipient("Ann Lee hi there", ["Ann", "Ann Lee"]), { name: "Ann Lee", text: "hi there" });
  same(splitRecipient("zoe hi there", ["Ann"]), { name: "zoe", text: "hi there" });
  same(splitRecipient("zoe", []), { name: "zoe", text: "" });
});

test("Tab completes commands and names, and nothing else", () => {
  same(completions("/jo", 3, []), [{ text: "/join ", caret: 6 }]);
  same(completions("an", 2, ["Ann", "Bob", "Andy"]).map((one) => one.text), ["@Ann: ", "@Andy: "]);
  same(completions("hi @b you", 5, ["Bob"]), [{ text: "hi @Bob  you", caret: 8 }]);
  same(completions("hi ", 3, ["Ann"]), []);
  same(completions("zz", 2, ["Ann"]), []);
});

test("links are found without what closes a sentence", () => {
  const links = (text) => tokens(text).filter((one) => one.kind === "link").map((one) => one.text);
  same(links("see https://a.example/x?y=1#z."), ["https://a.example/x?y=1#z"]);
  same(links("(https://a.example/b_(c)), http://b.example!"), ["https://a.example/b_(c)", "http://b.example"]);
  same(links("javascript:alert(1) data:x ftp://x"), []);
  same(links("https://good.example/\u202egpj.exe"), ["https://good.example/"]);
  same(links('https://a.example/"onmouseover="x'), ["https://a.example/"]);
});

test("a link that is nothing but brackets takes no time", () => {
  const began = performance.now();
  same(tokens(`https://${")".repeat(40_000)}`)[0], { kind: "link", text: "https://" });
  holds(performance.now() - began < 1_000, "at once");
});

test("code is code, in a line and over many", () => {
  same(tokens("a `b` c"), [{ kind: "text", text: "a " }, { kind: "code", text: "b" }, { kind: "text", text: " c" }]);
  same(tokens("```\nx\n  y\n```"), [{ kind: "block", text: "x\n  y" }]);
  same(tokens("`https://x.example`").map((one) => one.kind), ["code"]);
});

test("text never becomes markup", () => {
  const box = document.createElement("div");
  const text = '<img src=x onerror=alert(1)> `<b>` https://x.example/<i>';
  box.append(...rendered(text));
  same(box.textContent, text.replaceAll("`", ""));
  same(box.querySelectorAll("img, b, i").length, 0);
  same(box.querySelector("a").rel, "noopener noreferrer nofollow");
});

const AUTHORS = [{ id: "a", name: "Ann" }, { id: "b", name: "Bob" }];

function said(seq, minutes, author = 0) {
  const time = new Date(2026, 10, 21, 9, minutes).getTime();
  return { seq, time, from: AUTHORS[author], postId: `p${seq}`, text: "x", replyTo: null };
}

test("messages are grouped by author, time and day; divider and loss stand between", () => {
  const messages = [said(1, 0), said(2, 1), said(3, 2, 1), said(5, 3, 1), said(6, 20, 1), said(7, 24 * 60, 1)];
  const room = { losses: [{ before: 3, reason: "dropped" }], divider: 4 };
  const items = itemsOf(messages, undefined, { room, settled: messages, complete: true });
  same(
    items.map((one) => one.kind + (one.grouped ? " grouped" : "")),
    ["start", "day", "message", "message grouped", "loss", "message", "divider", "message", "message", "day", "message"],
  );
  same(new Set(items.map((one) => one.key)).size, items.length);
});

const MANY = Array.from({ length: 1000 }, (_, index) => ({ seq: 2 * index + 2 }));

test("the window slides by steps and never shows too much", () => {
  let part = newest(MANY);
  same(rangeOf(part, MANY), [900, 1000]);
  for (let i = 0; i < 30; i++) {
    part = stepUp(part, MANY) ?? part;
    const [from, to] = rangeOf(part, MANY);
    holds(to - from <= MAX_SHOWN, "at most so many");
  }
  same([rangeOf(part, MANY)[0], stepUp(part, MANY)], [0, null]);
  for (let i = 0; i < 30; i++) {
    part = stepDown(part, MANY) ?? part;
  }
  same([rangeOf(part, MANY)[1], stepDown(part, MANY)], [1000, null]);
});

test("the window shows the same messages when others come before or behind", () => {
  const part = around(MANY, 1000);
  const more = [{ seq: 1 }, ...MANY, { seq: 5000 }];
  const shown = (list) => list.slice(...rangeOf(part, list)).map((one) => one.seq);
  same(shown(more), shown(MANY));
  holds(shown(MANY).includes(1000), "the one asked for");
  same(rangeOf(partOf([], 0, 0), []), [0, 0]);
});

test("words for people", () => {
  same(typingWords(["Ann"]), "Ann is typing…");
  same(typingWords(["Ann", "Bob"]), "Ann and Bob are typing…");
  same(typingWords(["A", "B", "C", "D"]), "Several people are typing…");
  same(linkWords({ state: "waiting", until: 4_100 }, 1_000), "Connection lost; trying again in 4 s");
  same(linkWords({ state: "waiting", until: 900 }, 1_000), "Connection lost; trying again now");
  same(stateWords({ state: "waiting", until: 4_100 }), "Connection lost");
  same(stateWords({ state: "live" }), "Live");
  const now = new Date(2026, 10, 21, 12).getTime();
  same([dayOf(now, now), dayOf(now - 86_400_000, now)], ["Today", "Yesterday"]);
  same(colourOf("a"), colourOf("a"));
});

test("a moderator's act is told with its end and its reason", () => {
  const time = new Date(2026, 10, 21, 12).getTime();
  const end = time + 600_000;
  const told = (notice) => noticeWords({ from: { name: "Mia" }, time, notice: { user: "b", reason: "", until: null, ...notice } }, () => "Bob");
  const until = new Date(end).toISOString();
  same(told({ action: "mute", until, reason: "spam" }), `Mia muted Bob until ${timeOf(end)} (spam)`);
  same(told({ action: "kick" }), "Mia removed Bob");
});
