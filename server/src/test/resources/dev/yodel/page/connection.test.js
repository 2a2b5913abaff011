import { Backoff, FIRST_MS, HEALTHY_MS, LONGEST_MS } from "/common/backoff.js";
import { meaningOf, verdictOf } from "/common/close-codes.js";
import { Journal, MAX_BYTES, MAX_ENTRIES } from "/echo/journal.js";
import { RoundTrips } from "/echo/round-trips.js";
import { holds, same, test } from "./check.js";

test("pauses double below full jitter and stop at the longest", () => {
  const backoff = new Backoff({ random: () => 1, now: () => 0 });
  const pauses = Array.from({ length: 8 }, () => backoff.down());
  same(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  same(new Backoff({ random: () => 0, now: () => 0 }).down(), 0);
  same([FIRST_MS, LONGEST_MS], [500, 20_000]);
});

test("a short life does not reset the pauses, half a minute of health does", () => {
  let now = 0;
  const backoff = new Backoff({ random: () => 1, now: () => now });
  backoff.down();
  backoff.up();
  now += HEALTHY_MS - 1;
  same(backoff.down(), 1000);
  backoff.up();
  now += HEALTHY_MS;
  same(backoff.down(), 500);
});

test("a server's hint replaces the pause", () => same(new Backoff().down(1234), 1234));

test("the range of a close code is the verdict", () => {
  const stops = [1000, 1002, 1003, 1007, 1008, 1009, 4000, 4001, 4003, 4010, 4099, 4300, 4999];
  const backsOff = [1001, 1005, 1006, 1011, 1012, 1013, 4100, 4101, 4199];
  same(stops.filter((code) => verdictOf(code) !== "stop"), []);
  same(backsOff.filter((code) => verdictOf(code) !== "backoff"), []);
  same([4200, 4299].map(verdictOf), ["now", "now"]);
});

test("every close code has words", () => {
  holds(meaningOf(1006).startsWith("abnormal"), "1006");
  holds(meaningOf(4101).startsWith("too slow"), "4101");
  holds(meaningOf(4555).startsWith("private"), "4555");
  holds(meaningOf(3001).startsWith("registered"), "3001");
  holds(meaningOf(1020).startsWith("reserved"), "1020");
});

test("an echo is paired with the oldest message of the same payload", () => {
  const trips = new RoundTrips();
  trips.sent("a", 10);
  trips.sent("b", 20);
  trips.sent("a", 30);
  same([trips.received("a", 40), trips.received("a", 41), trips.received("a", 42)], [30, 11, null]);
  same(trips.received("b", 50), 30);
});

test("bytes and text are never each other's echo", () => {
  const trips = new RoundTrips();
  trips.sent(Uint8Array.of(97), 0);
  same(trips.received("a", 1), null);
  same(trips.received(Uint8Array.of(97), 2), 2);
});

test("a prefixed echo is still an echo, a push is not", () => {
  const trips = new RoundTrips();
  trips.sent("", 0);
  trips.sent("hi", 1);
  same(trips.received("welcome", 2), null);
  same(trips.received("Received: hi", 5), 4);
  same(trips.received("", 7), 7);
});

test("the journal counts, measures and drops the oldest", () => {
  const journal = new Journal();
  const first = journal.add({ at: new Date(1000), direction: "sent", kind: "text", size: 1 }, 10);
  const setBack = new Date(0);
  const second = journal.add({ at: setBack, direction: "received", kind: "text", size: 1 }, 260);
  same([first.number, first.delta, second.number, second.delta], [1, null, 2, 250]);
  for (let i = 0; i < MAX_ENTRIES; i++) {
    journal.add({ at: new Date(2000), direction: "received", kind: "text", size: 1 });
  }
  same([journal.entries.length, journal.dropped, journal.entries[0].number], [MAX_ENTRIES, 2, 3]);
  same([journal.sent, journal.received], [1, MAX_ENTRIES + 1]);
});

test("the journal is bounded in bytes and keeps the newest whatever its size", () => {
  const journal = new Journal();
  const half = MAX_BYTES / 2 + 1;
  for (const direction of ["sent", "received"]) {
    journal.add({ at: new Date(), direction, kind: "binary", size: half });
  }
  same(journal.entries.map((entry) => entry.direction), ["received"]);
  journal.add({ at: new Date(), direction: "sent", kind: "binary", size: MAX_BYTES + 1 });
  same(journal.entries.map((entry) => entry.direction), ["sent"]);
});
