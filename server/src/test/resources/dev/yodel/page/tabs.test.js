import { Tabs } from "/chat/tabs.js";
import { same, test } from "./check.js";

test("a value that the browser no longer stores counts until it does again", () => {
  const tabs = new Tabs();
  tabs.keep("name", "Ann");
  const { setItem, removeItem } = Storage.prototype;
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  Object.assign(Storage.prototype, { setItem: full, removeItem: full });
  try {
    tabs.keep("name", "Bob");
    same(tabs.recall("name"), "Bob");
    tabs.keep("name", null);
    same(tabs.recall("name", "nobody"), "nobody");
  } finally {
    Object.assign(Storage.prototype, { setItem, removeItem });
  }
  tabs.keep("name", "Cyd");
  localStorage.setItem("yodel.name", JSON.stringify("Dan"));
  same(tabs.recall("name"), "Dan");
  tabs.keep("name", null);
  same(tabs.recall("name"), null);
});
