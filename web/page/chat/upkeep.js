import { read, typing } from "./requests.js";

/** How often a read marker goes to the server at most, in milliseconds. */
const READ_MS = 1_000;
/** How often `typing` is said at most, in milliseconds. */
const TYPING_EVERY_MS = 3_000;

/** What the session does by itself: fills gaps, moves read markers, forgets who stopped typing. */
export class Upkeep {
  #session;
  #told = new Map();
  #timer = null;
  #typed = -Infinity;

  constructor(session) {
    this.#session = session;
    session.watch((state) => this.#onState(state));
    setInterval(() => session.dispatch({ type: "expire", now: Date.now() }), 1_000);
  }

  #onState(state) {
    for (const room of state.rooms.values()) {
      if (room.wants !== null && !room.asked && room.phase === "live") {
        queueMicrotask(() => this.#ask(room.name, room.wants));
      }
    }
    const room = state.rooms.get(state.current);
    const last = room?.messages.at(-1)?.seq ?? 0;
    if (state.watching && room?.phase === "live" && !room.context && last > room.read) {
      queueMicrotask(() => this.#session.dispatch({ type: "seen", room: room.name, seq: last }));
    }
    this.#keepRead(state);
  }

  #ask(name, wants) {
    const room = this.#session.state.rooms.get(name);
    if (room?.wants === wants && !room.asked) {
      wants === "tail" ? this.#session.pages.load("tail", name, {}) : this.#session.pages.replay(name);
    }
  }

  #keepRead(state) {
    const moved = [...state.rooms.values()].filter(
      (room) => room.phase === "live" && room.epoch !== null && this.#told.get(room.name) !== `${room.epoch} ${room.read}`,
    );
    if (moved.length > 0 && this.#timer === null) {
      this.#timer = setTimeout(() => this.#tellRead(), READ_MS);
    }
  }

  #tellRead() {
    this.#timer = null;
    const { tabs, link, state } = this.#session;
    const kept = { ...tabs.recall("read", {}) };
    for (const { name, epoch, phase, read: seq } of state.rooms.values()) {
      const key = `${epoch} ${seq}`;
      if (phase !== "live" || epoch === null || this.#told.get(name) === key) {
        continue;
      }
      this.#told.set(name, key);
      if (kept[name]?.epoch !== epoch || kept[name].seq < seq) {
        kept[name] = { epoch, seq };
        tabs.say({ type: "seen", room: name, seq });
        link.tell(read({ room: name, seq }));
      }
    }
    tabs.keep("read", kept);
  }

  /** Somebody writes in a room. */
  typed(room, now = performance.now()) {
    if (now - this.#typed >= TYPING_EVERY_MS) {
      this.#typed = now;
      this.#session.link.tell(typing({ room, state: "active" }));
    }
  }
}
