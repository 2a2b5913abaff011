import { Composer } from "/chat/composer.js";
import { h } from "/common/dom.js";
import { same, test, until } from "./check.js";

/** A composer in a room, whose acts answer what `answers` says. */
function composer(answers = {}) {
  const words = h("p", { id: "chat-about", hidden: true }, h("span", { id: "chat-about-words" }));
  words.append(h("button", { id: "chat-about-cancel", type: "button" }));
  const box = h("textarea", { id: "chat-box" });
  document.body.replaceChildren(h("form", { id: "chat-compose" }, box), words, h("p", { id: "chat-problem" }));
  const done = [];
  const act = (name) => async (...about) => {
    done.push([name, about.at(name === "send" ? 0 : 1)]);
    return answers[name] ?? true;
  };
  const one = new Composer({ send: act("send"), edit: act("edit"), typed() {}, names: () => [], lastOwn() {} });
  const go = (current) => one.show({ current, limits: null });
  go("lobby");
  const type = (text) => (box.value = text);
  const enter = () => box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
  return { one, box, done, go, type, enter };
}

const MESSAGE = { seq: 3, text: "old", from: { id: "a", name: "Ann" } };

test("a half-typed message comes back after an edit", () => {
  const { one, box, done, type, enter } = composer();
  type("half");
  one.edit(MESSAGE);
  same(box.value, "old");
  one.cancel();
  same(box.value, "half");
  one.edit(MESSAGE);
  type("new");
  enter();
  same([box.value, done], ["half", [["edit", "new"]]]);
});

test("the text of an edit is no draft of the room", () => {
  const { one, box, go, type } = composer();
  type("half");
  one.edit(MESSAGE);
  type("new");
  go("den");
  same(box.value, "");
  go("lobby");
  same(box.value, "half");
});

test("an edit that failed goes on", async () => {
  const { one, box, type, enter } = composer({ edit: false });
  one.edit(MESSAGE);
  type("new");
  enter();
  await until(() => box.value === "new", "text");
  one.cancel();
  same(box.value, "");
});

test("a message that was not kept stands in the box again, in its room", async () => {
  const { box, go, type, enter } = composer({ send: false });
  type("//etc");
  enter();
  same(box.value, "");
  await until(() => box.value === "//etc", "text");
  enter();
  go("den");
  await Promise.resolve();
  type("");
  go("lobby");
  same(box.value, "//etc");
});

test("a message that was not kept waits behind an edit that began meanwhile", async () => {
  const { one, box, type, enter } = composer({ send: false });
  type("kept");
  enter();
  type("half");
  one.edit(MESSAGE);
  await Promise.resolve();
  await Promise.resolve();
  same(box.value, "old");
  one.cancel();
  same(box.value, "kept\nhalf");
});

test("without a conversation there is nothing to write into", () => {
  const { box, go } = composer();
  go(null);
  same(box.disabled, true);
  go("lobby");
  same(box.disabled, false);
});
