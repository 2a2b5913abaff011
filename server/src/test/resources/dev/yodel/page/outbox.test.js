import { Desk } from "/chat/desk.js";
import { LEASE_MS, MemoryOutbox, Outbox } from "/chat/outbox.js";
import { Sender } from "/chat/sender.js";
import { holds, same, test, until } from "./check.js";

let number = 0;

async function fresh(kind) {
  return kind === "memory" ? new MemoryOutbox() : Outbox.open(`test-${++number}`);
}

function entry(text, room = "lobby") {
  return { postId: `p-${text}`, room, text, replyTo: null, at: 1, failed: null };
}

for (const kind of ["database", "memory"]) {
  test(`${kind}: entries keep the order of writing`, async () => {
    const outbox = await fresh(kind);
    for (const text of ["one", "two", "three"]) {
      await outbox.add(entry(text));
    }
    const [first] = await outbox.all();
    await outbox.remove(first.order);
    same((await outbox.all()).map((one) => one.text), ["two", "three"]);
  });

  test(`${kind}: an entry that is gone does not come back by a change`, async () => {
    const outbox = await fresh(kind);
    const added = await outbox.add(entry("one"));
    await outbox.put({ ...added, failed: "muted" });
    same((await outbox.all())[0].failed, "muted");
    await outbox.remove(added.order);
    await outbox.put(added);
    same(await outbox.all(), []);
  });
}

test("the outbox survives the page", async () => {
  const name = `test-${++number}`;
  await (await Outbox.open(name)).add(entry("kept"));
  same((await (await Outbox.open(name)).all()).map((one) => one.text), ["kept"]);
});

test("one tab has the lease until it lets go, is silent too long, or another insists", async () => {
  const outbox = await fresh("database");
  same(await outbox.lease("a", 0), true);
  same(await outbox.lease("b", LEASE_MS - 1), false);
  same(await outbox.lease("a", LEASE_MS - 1), true);
  same(await outbox.lease("b", LEASE_MS), false);
  same(await outbox.lease("b", 2 * LEASE_MS - 1), true);
  same(await outbox.lease("a", 2 * LEASE_MS, true), true);
  await outbox.release("b");
  same(await outbox.lease("b", 2 * LEASE_MS), false);
  await outbox.release("a");
  same(await outbox.lease("b", 2 * LEASE_MS), true);
});

/** A server that answers when told to. */
class Wire {
  state = { state: "live" };
  asked = [];

  request(fields) {
    return new Promise((resolve, reject) => this.asked.push({ fields, resolve, reject }));
  }
}

/** What the sender knows of the rooms; each one is entered unless a test says otherwise. */
let rooms = new Map();
const ENTERED = { phase: "live", problem: null };

async function sending(...entries) {
  const outbox = await fresh("memory");
  for (const one of entries) {
    await outbox.add(one);
  }
  const [wire, posted, failed] = [new Wire(), [], []];
  const sender = new Sender(outbox, wire, "tab", {
    onPosted: (one) => posted.push(one.text),
    onFailed: (one) => failed.push(one.text),
    roomOf: (name) => (rooms.has(name) ? rooms.get(name) : ENTERED),
  });
  sender.wake();
  return { outbox, wire, posted, failed, sender };
}

test("one post of a room is unanswered at a time, rooms do not wait for each other", async () => {
  const { outbox, wire, posted } = await sending(entry("1"), entry("2"), entry("a", "den"));
  await until(() => wire.asked.length === 2, "two rooms");
  same(wire.asked.map(({ fields }) => fields.text), ["1", "a"]);
  wire.asked[0].resolve({ seq: 1, time: "" });
  await until(() => wire.asked.length === 3, "the next");
  same([wire.asked[2].fields.text, posted], ["2", ["1"]]);
  wire.asked[1].resolve({ seq: 2, time: "" });
  wire.asked[2].resolve({ seq: 3, time: "" });
  await until(async () => (await outbox.all()).length === 0, "empty");
});

test("a refused post is marked and the next is sent", async () => {
  const { outbox, wire, failed } = await sending(entry("bad"), entry("good"));
  await until(() => wire.asked.length === 1, "first");
  wire.asked[0].reject(Object.assign(new Error("muted"), { retryable: false }));
  await until(() => wire.asked.length === 2, "second");
  same([failed, wire.asked[1].fields.text], [["bad"], "good"]);
  same((await outbox.all())[0].failed, "muted");
});

test("a post that may succeed later is sent again, the same and first", async () => {
  const { wire } = await sending(entry("1"), entry("2"));
  await until(() => wire.asked.length === 1, "first");
  wire.asked[0].reject(Object.assign(new Error("rate"), { retryable: true, retryAfterMs: 1 }));
  await until(() => wire.asked.length === 2, "again");
  same(wire.asked[1].fields, wire.asked[0].fields);
});

test("what was unanswered when the connection went is sent again with the same postId", async () => {
  const { outbox, wire, sender } = await sending(entry("1"));
  await until(() => wire.asked.length === 1, "first");
  wire.state = { state: "waiting" };
  wire.asked[0].reject(Object.assign(new Error("lost"), { lost: true }));
  await until(async () => (await outbox.all()).length === 1, "kept");
  wire.state = { state: "live" };
  sender.wake();
  await until(() => wire.asked.length === 2, "again");
  holds(wire.asked[1].fields.postId === "p-1", "postId");
});

test("what is for a room that may not be entered fails with it, what is for one that was left waits", async () => {
  rooms = new Map([["closed", { phase: "refused", problem: "banned" }], ["left", undefined]]);
  const { outbox, wire, failed } = await sending(entry("1", "closed"), entry("2", "left"), entry("3"));
  await until(() => failed.length === 1 && wire.asked.length === 1, "one failed, one asked");
  same((await outbox.all()).map((one) => one.failed), ["banned", null, null]);
  same(wire.asked.map(({ fields }) => fields.text), ["3"]);
  rooms = new Map();
});

test("a post that storage cannot let go of is sent again", async () => {
  const { outbox, wire, posted, failed } = await sending(entry("1"));
  const { remove } = outbox;
  outbox.remove = () => Promise.reject(new Error("storage"));
  await until(() => wire.asked.length === 1, "first");
  wire.asked[0].resolve({ seq: 1, time: "" });
  await until(() => wire.asked.length === 2, "again");
  outbox.remove = remove;
  wire.asked[1].resolve({ seq: 1, time: "", duplicate: true });
  await until(() => posted.length === 1, "posted");
  same([failed, await outbox.all()], [[], []]);
});

test("storage that refuses to take a message says so, and keeps one that was to be tried again", async () => {
  const outbox = await fresh("memory");
  const failed = await outbox.add({ ...entry("1"), failed: "muted" });
  outbox.add = () => Promise.reject(new Error("storage"));
  const link = { state: { state: "closed" } };
  const desk = new Desk({ link, tabs: { say() {} }, dispatch() {}, state: { pending: [], rooms: new Map() } }, outbox);
  const refused = (act) => act.catch((error) => error.message);
  same([await refused(desk.post("lobby", "2")), await refused(desk.retry(failed))], ["storage", "storage"]);
  same((await outbox.all()).map((one) => one.text), ["1"]);
});
