import { byId } from "../common/dom.js";

/** What can be done for a time. */
const TIMED = new Set(["mute", "ban"]);

/** The dialog in which a moderator acts on a user of the current room. */
export class Moderation {
  #session;
  #room = null;
  #user = null;

  constructor(session) {
    this.#session = session;
    byId("moderate-action").addEventListener("change", () => this.#showTime());
    byId("moderate-cancel").addEventListener("click", () => byId("moderate").close());
    byId("moderate-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#act();
    });
  }

  /** Asks what is to be done to this user in this room. */
  open(room, user) {
    this.#room = room;
    this.#user = user;
    byId("moderate-form").reset();
    byId("moderate-name").textContent = user.name;
    byId("moderate-room").textContent = room;
    byId("moderate-problem").textContent = "";
    this.#showTime();
    byId("moderate").showModal();
  }

  #showTime() {
    byId("moderate-time").hidden = !TIMED.has(byId("moderate-action").value);
  }

  async #act() {
    const action = byId("moderate-action").value;
    const minutes = TIMED.has(action) ? Number(byId("moderate-minutes").value) : 0;
    const until = minutes > 0 ? new Date(Date.now() + minutes * 60_000).toISOString() : undefined;
    const reason = byId("moderate-reason").value.trim() || undefined;
    try {
      await this.#session.about("moderate", { room: this.#room, user: this.#user.id, action, until, reason });
      byId("moderate").close();
    } catch (error) {
      byId("moderate-problem").textContent = error.message;
    }
  }
}
