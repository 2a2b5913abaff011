import { byId } from "../common/dom.js";

/** The most messages of one burst. */
const MAX_BURST = 10_000;
/** The shortest interval, in milliseconds. */
const SHORTEST = 10;
/** While the browser holds back more than this, in bytes, a burst waits and a repetition is left out. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/** Sends the message again and again, or many at once. */
export class Repeat {
  #form;
  #connection;
  #timer = null;
  #changed;

  /** `changed` is called when it starts and when it stops. */
  constructor(form, connection, changed) {
    this.#form = form;
    this.#connection = connection;
    this.#changed = changed;
    byId("echo-every-button").addEventListener("click", () => (this.#timer === null ? this.#start() : this.stop()));
    byId("echo-burst-button").addEventListener("click", () => this.#burst());
  }

  /** Whether a connection is open to send on. */
  enable(open) {
    byId("echo-every-button").disabled = !open;
    byId("echo-burst-button").disabled = !open;
    if (!open && this.#timer !== null) {
      this.stop();
    }
  }

  /** The interval in milliseconds while it runs, else null. */
  get everyMillis() {
    return this.#timer === null ? null : this.#interval();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    byId("echo-every-button").textContent = "Start";
    this.#changed();
  }

  #interval() {
    return Math.max(SHORTEST, Math.round(byId("echo-every").valueAsNumber) || 1000);
  }

  #start() {
    this.#form.payload().then((payload) => {
      if (payload !== null && this.#connection.state === "open") {
        this.#connection.send(payload);
        this.#timer = setInterval(() => this.#tick(payload), this.#interval());
        byId("echo-every-button").textContent = "Stop";
        this.#changed();
      }
    });
  }

  #tick(payload) {
    if (this.#connection.buffered <= MAX_BUFFERED) {
      this.#connection.send(payload);
    }
  }

  async #burst() {
    const payload = await this.#form.payload();
    const count = Math.min(MAX_BURST, Math.max(1, Math.round(byId("echo-burst").valueAsNumber) || 1));
    for (let sent = 0; payload !== null && sent < count && this.#connection.state === "open"; sent++) {
      this.#connection.send(payload);
      if (this.#connection.buffered > MAX_BUFFERED) {
        await new Promise((next) => setTimeout(next, 10));
      }
    }
  }
}
