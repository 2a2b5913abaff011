import { h, say } from "/common/dom.js";
import { same, test } from "./check.js";

test("what somebody else said stands isolated in a sentence, and as it is", () => {
  const line = h("p", {});
  say(line, "Closed: 1008", "<b>a\u202eb");
  same(line.textContent, "Closed: 1008 – “<b>a\u202eb”");
  same([line.querySelectorAll("bdi").length, line.querySelector("bdi").textContent], [1, "<b>a\u202eb"]);
  say(line, "Live");
  same([line.textContent, line.childElementCount], ["Live", 0]);
});

test("what is shown already is left alone", () => {
  const line = h("p", {});
  say(line, "Closed", "why");
  const { firstChild } = line;
  say(line, "Closed", "why");
  same(line.firstChild === firstChild, true);
});
