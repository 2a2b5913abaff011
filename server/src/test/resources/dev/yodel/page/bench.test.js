import { formatBase64, parseBase64, utf8 } from "/common/bytes.js";
import { commandLine, quoted } from "/echo/command.js";
import { bits, detailOf, prettyJson } from "/echo/detail.js";
import { ndjson } from "/echo/export.js";
import { filterOf } from "/echo/filter.js";
import { quantile } from "/echo/round-trip-graph.js";
import { Repeat } from "/echo/repeat.js";
import { rowOf } from "/echo/row.js";
import { h } from "/common/dom.js";
import { refuses, same, test, until } from "./check.js";

const AT = new Date(Date.UTC(2026, 10, 21, 9, 0, 0, 123));

function entry(more) {
  return { number: 1, at: AT, direction: "sent", kind: "text", size: 2, payload: "hi", note: "", roundTrip: null, ...more };
}

test("base64 is read in both alphabets, with or without padding", () => {
  same(parseBase64("SGVsbG8="), utf8("Hello"));
  same(parseBase64("SGVs\nbG8"), utf8("Hello"));
  same(parseBase64("-_8"), Uint8Array.of(0xfb, 0xff));
  same(formatBase64(Uint8Array.of(0xfb, 0xff)), "+/8=");
  refuses(() => parseBase64("SG*s"), 'base64: "*"');
  refuses(() => parseBase64("SGVsb"), "base64: 5 digits");
});

test("JSON is indented, anything else is none", () => {
  same(prettyJson('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
  same(prettyJson("{a}"), null);
});

test("bits are eight digits a byte, eight bytes a line", () => {
  same(bits(Uint8Array.of(5)), "00000000  00000101");
  same(bits(new Uint8Array(9)).split("\n")[1], "00000008  00000000");
});

test("words are quoted for the shell", () => {
  same(quoted("ws://localhost:8080/echo"), "ws://localhost:8080/echo");
  same(quoted("it's $HOME"), "'it'\\''s $HOME'");
  same(quoted(""), "''");
});

test("the command connects and sends as the page does", () => {
  const base = { url: "ws://h/echo?a=1&b=2", protocols: ["x"], payload: "hi you" };
  same(
    commandLine(base),
    "yodel echo 'ws://h/echo?a=1&b=2' --subprotocol x --message 'hi you' --count 1",
  );
  same(
    commandLine({ ...base, protocols: [], payload: Uint8Array.of(1, 255), everyMillis: 250 }),
    "yodel echo 'ws://h/echo?a=1&b=2' --as hex --binary --message 01ff --every 250ms",
  );
});

test("an export has a line for each entry, and every payload whole", () => {
  const lines = ndjson([
    entry({ roundTrip: 1.5, payload: "a\nb" }),
    entry({ number: 2, kind: "binary", direction: "received", payload: Uint8Array.of(0, 255), size: 2 }),
    entry({ number: 3, direction: "event", kind: "close", payload: null, note: "bye", code: 1000 }),
  ]);
  const time = "2026-11-21T09:00:00.123Z";
  same(lines.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    { n: 1, time, direction: "sent", type: "text", size: 2, roundTripMs: 1.5, text: "a\nb" },
    { n: 2, time, direction: "received", type: "binary", size: 2, base64: "AP8=" },
    { n: 3, time, direction: "event", type: "close", note: "bye", code: 1000 },
  ]);
});

test("the filter looks into text, hex digits and notes", () => {
  const event = entry({ direction: "event", kind: "close", payload: null, note: "1001 Going away" });
  const binary = entry({ kind: "binary", payload: Uint8Array.of(0xca, 0xfe) });
  same([filterOf("HI", "")(entry({})), filterOf("x", "")(entry({})), filterOf("", "received")(entry({}))], [true, false, false]);
  same([filterOf("going", "event")(event), filterOf("ca fe", "sent")(binary)], [true, true]);
});

test("quantiles are values that were measured", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  same([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([7], 0.99), quantile([1, 2], 0.5)], [50, 99, 7, 1]);
});

/** The end of what a view of a payload of so many equal bytes or characters shows. */
function endOf(view, payload) {
  const detail = detailOf({ kind: typeof payload === "string" ? "text" : "binary", payload, size: payload.length });
  [...detail.querySelectorAll("button")].find((button) => button.textContent === view).click();
  return detail.querySelector("pre").textContent.split("\n").at(-1);
}

test("a view that is cut says so, one that is whole does not", () => {
  same(endOf("Bits", new Uint8Array(8_193)), "… of 8.0 KiB");
  same(endOf("Bits", new Uint8Array(8_192)).startsWith("00001ff8"), true);
  same(endOf("Hex", new Uint8Array(65_536)).startsWith("0000fff0"), true);
  same(endOf("Hex", new Uint8Array(65_537)), "… of 64.0 KiB");
  same(endOf("Text", "x".repeat(100_000)).length, 100_000);
  same(endOf("Text", "x".repeat(300_000)), "… of 293.0 KiB");
});

test("a row hides its arrow and has no hour 24", () => {
  const row = rowOf(entry({ at: new Date(2026, 10, 21, 0, 5), delta: 0 }));
  same(row.querySelector(".arrow").getAttribute("aria-hidden"), "true");
  same(row.querySelector("time").textContent.startsWith("24"), false);
});

test("a repetition waits for what the browser still holds back", async () => {
  const [every, button] = [h("input", { id: "echo-every", type: "number", value: "10" }), h("button", { id: "echo-every-button" })];
  document.body.replaceChildren(every, button, h("button", { id: "echo-burst-button" }));
  let sent = 0;
  let asked = 0;
  let held = 4 * 1024 * 1024 + 1;
  const connection = {
    state: "open",
    send: () => sent++,
    get buffered() {
      asked++;
      return held;
    },
  };
  const repeat = new Repeat({ payload: async () => "x" }, connection, () => {});
  button.click();
  await until(() => asked >= 3, "ticks");
  same(sent, 1);
  held = 0;
  await until(() => sent > 1, "goes on");
  repeat.stop();
});
