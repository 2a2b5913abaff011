import { Backoff } from "../common/backoff.js";
import { meaningOf, verdictOf } from "../common/close-codes.js";
import { formatMillis, utf8 } from "../common/bytes.js";
import { RoundTrips } from "./round-trips.js";

/**
 * One WebSocket at a time, and what happens on it as journal entries. States: `closed`, `connecting`, `open`,
 * `closing`, `waiting` (for the next attempt, when told to reconnect).
 *
 * `listener` has `onState(state, words, said)`, `said` by the server, and `onEntry(facts)`.
 */
export class EchoConnection {
  #listener;
  #backoff = new Backoff();
  #roundTrips = new RoundTrips();
  #socket = null;
  #timer = null;
  #url = "";
  #protocols = [];
  state = "closed";
  /** Whether to come back after a close that was not asked for. */
  reconnects = false;

  constructor(listener) {
    this.#listener = listener;
  }

  /** Connects; throws what the browser throws about the URL or the subprotocols. */
  open(url, protocols) {
    this.#stopWaiting();
    const socket = new WebSocket(url, protocols);
    this.#url = url;
    this.#protocols = protocols;
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const started = performance.now();
    this.#turn("connecting", `Connecting to ${url}`);
    socket.addEventListener("open", () => this.#onOpen(socket, performance.now() - started));
    socket.addEventListener("message", (event) => this.#onMessage(event.data));
    socket.addEventListener("error", () => this.#event("error", "the browser reports an error and tells pages no more"));
    socket.addEventListener("close", (event) => this.#onClose(socket, event));
  }

  /** Starts the closing handshake, or gives up waiting. */
  close(code = 1000, reason = "") {
    if (this.state === "waiting") {
      this.#stopWaiting();
      this.#turn("closed", "Not connected");
      return;
    }
    const neverOpen = this.state === "connecting";
    this.#socket.close(code, reason);
    this.#turn("closing", "Closing");
    this.#event("closing", neverOpen ? "given up before the connection was open" : describe(code, reason));
  }

  /** Sends a string or bytes as one message. */
  send(payload) {
    const text = typeof payload === "string";
    this.#roundTrips.sent(payload, performance.now());
    this.#socket.send(payload);
    const size = text ? utf8(payload).length : payload.length;
    this.#entry({ direction: "sent", kind: text ? "text" : "binary", size, payload });
  }

  /** The bytes that the browser has not given to the network yet. */
  get buffered() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  #onOpen(socket, took) {
    this.#backoff.up();
    const protocol = socket.protocol === "" ? "" : `, subprotocol ${socket.protocol}`;
    this.#turn("open", `Connected to ${this.#url}`);
    this.#event("open", `${this.#url} in ${formatMillis(took)}${protocol}`);
  }

  #onMessage(data) {
    const payload = typeof data === "string" ? data : new Uint8Array(data);
    const roundTrip = this.#roundTrips.received(payload, performance.now());
    const text = typeof payload === "string";
    const size = text ? utf8(payload).length : payload.length;
    this.#entry({ direction: "received", kind: text ? "text" : "binary", size, payload, roundTrip });
  }

  #onClose(socket, { code, reason, wasClean }) {
    if (socket !== this.#socket) {
      return;
    }
    const asked = this.state === "closing";
    this.#socket = null;
    this.#roundTrips.forget();
    this.#event("close", describe(code, reason) + (wasClean ? "" : ", not clean"), code);
    if (!asked && this.reconnects && verdictOf(code) !== "stop") {
      this.#wait(code);
    } else {
      this.#backoff.down();
      this.#turn("closed", `Closed: ${describe(code, "")}`, reason);
    }
  }

  #wait(code) {
    const pause = this.#backoff.down(verdictOf(code) === "now" ? 0 : null);
    this.#turn("waiting", `Closed with ${code}; connecting again in ${formatMillis(pause)}`);
    this.#timer = setTimeout(() => this.open(this.#url, this.#protocols), pause);
  }

  #stopWaiting() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #turn(state, words, said = "") {
    this.state = state;
    this.#listener.onState(state, words, said);
  }

  #event(kind, note, code = null) {
    this.#entry({ direction: "event", kind, note, code });
  }

  #entry(facts) {
    this.#listener.onEntry({ at: new Date(), ...facts });
  }
}

function describe(code, reason) {
  return `${code} ${meaningOf(code)}${reason === "" ? "" : ` – “${reason}”`}`;
}
