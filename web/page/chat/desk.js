import { Outbox } from "./outbox.js";
import { drawId, wellFormed } from "./protocol.js";
import { roomCalled } from "./selectors.js";
import { Sender } from "./sender.js";

/** Where a session writes: into the outbox, which the sender carries to the server. */
export class Desk {
  #session;
  #outbox;
  #sender;

  constructor(session, outbox) {
    this.#session = session;
    this.#outbox = outbox;
    this.#sender = new Sender(outbox, session.link, drawId(), {
      onPosted: (entry, { seq, time }) => this.#onPosted({ type: "posted", entry, seq, time }),
      onFailed: () => this.changed(),
      roomOf: (name) => roomCalled(session.state, name),
    });
    addEventListener("pagehide", () => this.#sender.leave());
  }

  /** Opens the outbox of this browser. */
  static async open(session) {
    return new Desk(session, await Outbox.open());
  }

  /** Sends what waits, if one may. */
  wake() {
    this.#sender.wake();
  }

  /** Writes a message; it stands in the timeline at once. Fails if the browser does not keep it. */
  async post(room, text, replyTo = null) {
    await this.#outbox.add({ postId: drawId(), room, text: wellFormed(text), replyTo, at: Date.now(), failed: null });
    this.#session.dispatch({ type: "undivide", room });
    this.changed(true);
  }

  /** Tries a failed message again, as the newest. */
  async retry(entry) {
    const { order, ...again } = { ...entry, failed: null, at: Date.now() };
    await this.#outbox.add(again);
    await this.#outbox.remove(order);
    await this.changed(true);
  }

  /** Gives a message up. */
  async discard(entry) {
    await this.#outbox.remove(entry.order);
    await this.changed();
  }

  /** The outbox has changed here: this tab and the others show it. */
  async changed(wake = false) {
    this.#session.tabs.say({ type: "outbox" });
    await this.show();
    if (wake) {
      this.#sender.wake(true);
    }
  }

  /** Shows what the outbox holds; while the browser cannot read it, what it held. */
  async show() {
    const entries = await this.#outbox.all().catch(() => this.#session.state.pending);
    this.#session.dispatch({ type: "pending", entries });
  }

  #onPosted(action) {
    this.#session.dispatch(action);
    this.#session.tabs.say(action);
    this.changed();
  }
}
