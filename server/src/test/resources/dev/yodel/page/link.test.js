import { Link } from "/chat/link.js";
import { hello } from "/chat/requests.js";
import { holds, same, test, until } from "./check.js";

/** A WebSocket whose other end is the test. */
class FakeSocket extends EventTarget {
  static OPEN = 1;
  static made = [];
  readyState = 0;
  sent = [];
  closed = null;

  constructor(url, protocol) {
    super();
    Object.assign(this, { url, protocol });
    FakeSocket.made.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closed = code ?? 1005;
  }

  says(message) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  opens() {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event("open"));
  }

  goes(code, reason = "") {
    this.dispatchEvent(new CloseEvent("close", { code, reason }));
  }
}

const WELCOME = {
  type: "welcome",
  user: { id: "a", name: "Ann", role: "member" },
  resume: "token",
  heartbeat: { intervalMs: 25_000, timeoutMs: 10_000 },
  limits: {},
};

let previous = null;

/** A link of its own for every test: that of the test before must not connect meanwhile. */
function connected() {
  previous?.stop();
  globalThis.WebSocket = FakeSocket;
  FakeSocket.made = [];
  const seen = { links: [], messages: [], refused: [] };
  const link = new Link("ws://x/ws", {
    hello: () => hello({ name: "Ann", rooms: [] }),
    onLink: (state) => seen.links.push(state.state),
    onMessage: (message) => seen.messages.push(message),
    onRefused: (error) => seen.refused.push(error.code),
  });
  previous = link;
  link.start();
  const [socket] = FakeSocket.made;
  socket.opens();
  return { link, socket, seen };
}

function live() {
  const all = connected();
  all.socket.says({ ...WELCOME, id: all.socket.sent[0].id });
  return all;
}

test("hello is first, with the subprotocol; welcome makes it live", () => {
  const { socket, seen } = live();
  same([socket.protocol, socket.sent[0].type, socket.sent[0].version], ["yodel.v1.json", "hello", 1]);
  same(seen.links, ["connecting", "live"]);
});

test("a refused hello stops and tells why", async () => {
  const { socket, seen } = connected();
  socket.says({ type: "error", id: socket.sent[0].id, code: "name_taken", message: "taken", retryable: false });
  await until(() => seen.refused.length > 0, "refusal");
  same([seen.refused, seen.links.at(-1), socket.closed], [["name_taken"], "stopped", 1000]);
});

test("answers find their requests in any order, errors too", async () => {
  const { link, socket } = live();
  const [one, two] = [link.request({ type: "leave", room: "a" }), link.request({ type: "leave", room: "b" })];
  const [, first, second] = socket.sent;
  socket.says({ type: "error", id: second.id, code: "not_joined", message: "no", retryable: false });
  socket.says({ type: "ok", id: first.id });
  same((await one).type, "ok");
  same(await two.catch((error) => [error.code, error.lost]), ["not_joined", false]);
});

test("what goes without an answer is lost and says so", async () => {
  const { link, socket, seen } = live();
  const request = link.request({ type: "leave", room: "a" });
  socket.goes(1006);
  same(await request.catch((error) => [error.lost, error.retryable]), [true, true]);
  same(seen.links.at(-1), "waiting");
  same(await link.request({ type: "leave", room: "a" }).catch((error) => error.lost), true);
});

test("a socket that is closing is given nothing; what asked is lost when it has gone", async () => {
  const { link, socket } = live();
  socket.readyState = 2;
  link.tell({ type: "typing", room: "a" });
  const request = link.request({ type: "leave", room: "a" });
  same(socket.sent.length, 1);
  socket.goes(1006);
  same(await request.catch((error) => error.lost), true);
});

test("the range of the close code decides whether it comes back", () => {
  for (const code of [1000, 1002, 1008, 4003, 4010]) {
    const { socket, seen } = live();
    socket.goes(code);
    same([code, seen.links.at(-1)], [code, "stopped"]);
  }
  for (const code of [1001, 1006, 1013, 4101, 4200]) {
    const { link, socket, seen } = live();
    socket.goes(code);
    same([code, seen.links.at(-1)], [code, "waiting"]);
    link.stop();
  }
});

test("what the server says as it goes stands beside our words, not in them", async () => {
  const closed = live();
  closed.socket.goes(1008, "why");
  const { words, said } = closed.link.state;
  same([words.startsWith("policy"), words.includes("why"), said], [true, false, "why"]);
  const { link, socket, seen } = connected();
  socket.says({ type: "error", id: socket.sent[0].id, code: "name_taken", message: "taken", retryable: false });
  await until(() => seen.refused.length > 0, "refusal");
  same([link.state.words, link.state.said], ["the server refused", "taken"]);
});

test("after goaway it waits as long as the server said", () => {
  const { link, socket } = live();
  socket.says({ type: "goaway", reason: "restart", retryAfterMs: 5_000 });
  same([link.state.state, link.state.draining], ["live", true]);
  socket.goes(4200);
  const wait = link.state.until - Date.now();
  holds(link.state.draining && wait > 3_000 && wait <= 5_000, `waits ${wait} ms`);
  link.stop();
});

test("4200 comes back at once with a new hello", async () => {
  const { link, socket } = live();
  socket.goes(4200);
  await until(() => FakeSocket.made.length === 2, "second connection");
  FakeSocket.made[1].opens();
  same(FakeSocket.made[1].sent[0].type, "hello");
  link.stop();
});

test("a connection given up says nothing more", () => {
  const { link, socket, seen } = live();
  link.start();
  const before = seen.messages.length;
  socket.says({ type: "pong", id: "1" });
  socket.goes(1006);
  same([seen.messages.length, link.state.state], [before, "connecting"]);
  link.stop();
});

test("silence is no death, a ping without an answer is", () => {
  const [clock, timer] = [performance.now, globalThis.setInterval];
  let [now, beat] = [0, null];
  performance.now = () => now;
  globalThis.setInterval = (act) => (beat = act);
  try {
    const { link, socket } = live();
    for (const second of [60, 120]) {
      now = second * 1000;
      beat();
      const ping = socket.sent.at(-1);
      same([link.state.state, ping.type, socket.sent.length], ["live", "ping", 1 + second / 60]);
      socket.says({ type: "pong", id: ping.id });
    }
    now += 25_001;
    beat();
    now += 10_001;
    beat();
    same(link.state.state, "waiting");
    link.stop();
  } finally {
    performance.now = clock;
    globalThis.setInterval = timer;
  }
});
