import { ItemList } from "/chat/item-list.js";
import { itemsOf } from "/chat/items.js";
import { EMPTY } from "/chat/store.js";
import { same, test } from "./check.js";

const [ANN, BOB] = [{ id: "a", name: "Ann" }, { id: "b", name: "Bob" }];
const NOON = new Date(2026, 10, 21, 12).getTime();

function said(seq, from) {
  const reactions = [{ key: "+1", count: 1, users: ["b"] }];
  return { seq, time: NOON, from, postId: `p${seq}`, text: "x", replyTo: seq === 1 ? null : 1, reactions };
}

const MESSAGES = [said(1, ANN), said(2, BOB)];

/** A list that shows the messages, painted at these times. */
function painted(...times) {
  const list = document.createElement("ol");
  document.body.replaceChildren(list);
  const items = new ItemList(list);
  const clock = Date.now;
  for (const time of times) {
    Date.now = () => time;
    items.show(itemsOf(MESSAGES, undefined, { room: null, settled: MESSAGES, complete: false }), { state: EMPTY, acts: {} });
  }
  Date.now = clock;
  return list;
}

test("today becomes yesterday in a list that stays open", () => {
  const wordsAt = (...times) => painted(...times).querySelector(".day").textContent;
  const tomorrow = NOON + 86_400_000;
  same(wordsAt(NOON) === wordsAt(tomorrow), false);
  same(wordsAt(NOON, tomorrow), wordsAt(tomorrow));
});

test("Tab reaches the quote and the reactions of one message, whichever has the focus", () => {
  const list = painted(NOON);
  const reached = () => [...list.querySelectorAll('[tabindex="0"]')].map((one) => one.className.split(" ")[0]);
  same(reached(), ["message", "quote", "chip"]);
  list.querySelector(".message").focus();
  same(reached(), ["message", "chip"]);
});
