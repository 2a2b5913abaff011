import { Backoff } from "../common/backoff.js";
import { meaningOf, verdictOf } from "../common/close-codes.js";
import { SUBPROTOCOL, decode, drawId, encode } from "./protocol.js";
import { ping } from "./requests.js";

/** How long an answer may take, in milliseconds; then the connection counts as dead. */
const ANSWER_MS = 30_000;
/** How long connecting may take, in milliseconds. */
const CONNECT_MS = 10_000;

/** Why a request has no good answer. `lost` when the connection went before it came. */
export class RequestError extends Error {
  constructor({ code, message, retryable, retryAfterMs = null, lost = false }) {
    super(message);
    Object.assign(this, { code, retryable, retryAfterMs, lost });
  }
}

/**
 * One connection to the server that comes back by itself. Its states: `closed`, `connecting`, `live`, `waiting` (with
 * `until`, in milliseconds of `Date.now`), `offline`, `stopped` (with `words`, and
 * `said` by the server; only the person can start it again).
 * `draining` is set while the server says that it goes away.
 *
 * `listener`: `hello()` gives the first request, `onLink(link)`, `onMessage(message)` sees everything that
 * is no answer, `onRefused(error)` a `hello` that was refused.
 */
export class Link {
  #url;
  #listener;
  #backoff = new Backoff();
  #socket = null;
  #timers = new Set();
  #retry = null;
  #answers = new Map();
  #heard = 0;
  #hint = null;
  #heartbeat = { intervalMs: 25_000, timeoutMs: 10_000 };
  state = { state: "closed" };

  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
    addEventListener("online", () => this.#retryIfWaiting());
    addEventListener("offline", () => this.#showOffline());
    setInterval(() => this.#beat(), 1000);
  }

  /** Connects now, whatever it waited for. */
  start() {
    clearTimeout(this.#retry);
    this.#drop();
    const socket = new WebSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    this.#hint = null;
    this.#turn({ state: "connecting" });
    const late = setTimeout(() => this.#lose(1006, "no answer"), CONNECT_MS);
    this.#timers.add(late);
    socket.addEventListener("open", () => socket === this.#socket && this.#hello());
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#onFrame(data));
    socket.addEventListener("close", ({ code, reason }) => socket === this.#socket && this.#lose(code, reason));
  }

  /** Does not wait any longer. */
  retry() {
    if (this.state.state !== "live" && this.state.state !== "connecting") {
      this.start();
    }
  }

  /** Leaves, and does not come back until started again. */
  stop(words = "", said = "") {
    clearTimeout(this.#retry);
    this.#drop(1000);
    this.#turn({ state: words === "" ? "closed" : "stopped", words, said });
  }

  /** Sends a request; the answer, or a RequestError. */
  request(fields) {
    if (this.state.state !== "live") {
      return Promise.reject(lost());
    }
    return this.#ask(fields);
  }

  /** Sends what has no answer; nothing happens without a connection. */
  tell(fields) {
    if (this.state.state === "live") {
      this.#send(fields);
    }
  }

  /** What a socket that is closing were given would be lost, and be an error in the console. */
  #send(fields) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(encode(fields));
    }
  }

  #ask(fields, withinMs = ANSWER_MS) {
    const id = drawId();
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject, until: performance.now() + withinMs });
      this.#send({ ...fields, id });
    });
  }

  async #hello() {
    const socket = this.#socket;
    this.#heard = performance.now();
    try {
      await this.#ask(this.#listener.hello());
    } catch (refusal) {
      if (socket === this.#socket && !refusal.lost) {
        this.stop("the server refused", refusal.message);
        this.#listener.onRefused(refusal);
      }
    }
  }

  #onFrame(frame) {
    this.#heard = performance.now();
    let message;
    try {
      message = decode(frame);
    } catch (problem) {
      console.error(`frame refused: ${problem.message}`);
      return;
    }
    if (message === null) {
      return;
    }
    if (message.type === "welcome") {
      this.#onWelcome(message);
    } else if (message.type === "goaway") {
      this.#hint = message.retryAfterMs;
      this.#turn({ ...this.state, draining: true });
    }
    this.#deliver(message);
  }

  /** In the order of the wire: the listener sees a message before whoever waits for it as an answer. */
  #deliver(message) {
    const waiting = this.#answers.get(message.id);
    this.#answers.delete(message.id);
    if (message.type !== "error" || waiting === undefined) {
      this.#listener.onMessage(message);
    }
    if (message.type === "error") {
      waiting?.reject(new RequestError(message));
    } else {
      waiting?.resolve(message);
    }
  }

  #onWelcome({ heartbeat }) {
    this.#clearTimers();
    this.#heartbeat = heartbeat;
    this.#backoff.up();
    this.#turn({ state: "live" });
  }

  /**
   * A browser cannot see pings: after a silence it asks, and without an answer the connection is dead. The silence alone
   * proves nothing, for a hidden page's timers run once a minute.
   */
  #beat() {
    if (this.state.state !== "live") {
      return;
    }
    const silence = performance.now() - this.#heard;
    const [oldest] = this.#answers.values();
    const { intervalMs, timeoutMs } = this.#heartbeat;
    if (oldest && performance.now() > oldest.until) {
      this.#lose(1006, "no sign of life");
    } else if (silence > intervalMs && this.#answers.size === 0) {
      this.#ask(ping(), timeoutMs).catch(() => {});
    }
  }

  #lose(code, reason) {
    this.#drop();
    const verdict = verdictOf(code);
    if (verdict === "stop") {
      this.#turn({ state: "stopped", code, words: meaningOf(code), said: reason });
      return;
    }
    const pause = this.#backoff.down(this.#hint ?? (verdict === "now" ? 0 : null));
    if (navigator.onLine === false) {
      this.#turn({ state: "offline" });
    } else {
      this.#turn({ state: "waiting", until: Date.now() + pause, draining: this.#hint !== null });
    }
    this.#retry = setTimeout(() => this.start(), pause);
  }

  #drop(code) {
    this.#clearTimers();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(...(code === undefined ? [] : [code]));
    const waiting = [...this.#answers.values()];
    this.#answers.clear();
    waiting.forEach(({ reject }) => reject(lost()));
  }

  #clearTimers() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #retryIfWaiting() {
    if (this.state.state === "waiting" || this.state.state === "offline") {
      this.start();
    }
  }

  #showOffline() {
    if (this.state.state === "waiting") {
      this.#turn({ state: "offline" });
    }
  }

  #turn(state) {
    this.state = state;
    this.#listener.onLink(state);
  }
}

function lost() {
  return new RequestError({ code: "lost", message: "The connection was lost.", retryable: true, lost: true });
}
