import { formatHex, formatMillis, formatSize, hexDump, parseHex, sameBytes, utf8 } from "/common/bytes.js";
import { refuses, same, test } from "./check.js";

test("hex is read with any usual separator", () => {
  same(parseHex("48656c6c6f"), Uint8Array.of(0x48, 0x65, 0x6c, 0x6c, 0x6f));
  same(parseHex("0x48, 0x65\n6C:6c 6f"), Uint8Array.of(0x48, 0x65, 0x6c, 0x6c, 0x6f));
  same(parseHex("  "), new Uint8Array());
});

test("wrong hex is refused with what was wrong", () => {
  refuses(() => parseHex("4g"), 'hex: "g"');
  refuses(() => parseHex("123"), "hex: 3 digits");
});

test("hex is written in two digits", () => same(formatHex(Uint8Array.of(0, 15, 255)), "00 0f ff"));

test("a dump shows offset, bytes and ASCII", () => {
  const dump = hexDump(utf8("Hello, world! 01\u0001x"));
  same(dump.split("\n"), [
    "00000000  48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21 20 30 31  Hello, world! 01",
    `00000010  01 78${" ".repeat(42)}  .x`,
  ]);
});

test("sizes and durations are for people", () => {
  same([0, 1023, 1024, 1536, 1048576].map(formatSize), ["0 B", "1023 B", "1.0 KiB", "1.5 KiB", "1.0 MiB"]);
  same([0.25, 1.26, 12.6, 2345, 61_000].map(formatMillis), ["250 µs", "1.3 ms", "13 ms", "2.35 s", "61.0 s"]);
});

test("bytes are compared by value", () => {
  same(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)), true);
  same(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)), false);
  same(sameBytes(Uint8Array.of(1), Uint8Array.of(1, 2)), false);
});
