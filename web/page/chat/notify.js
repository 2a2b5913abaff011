import { mentions } from "./unread.js";

/** Whether this browser could notify: only in a secure context, and only if it can at all. */
export function canNotify() {
  return "Notification" in window && isSecureContext;
}

/** Whether the person may still be asked. */
export function mayAsk() {
  return canNotify() && Notification.permission === "default";
}

/**
 * Tells a person who looks elsewhere: a notification for what is said to them, one for each message however many tabs
 * are open. Muted rooms say nothing.
 */
export class Notifier {
  #open;

  /** `open` takes the conversation of a notification that was clicked. */
  constructor(open) {
    this.#open = open;
  }

  /** Asks; only ever called by a button. Answers whether notifications will come. */
  async ask() {
    return (await Notification.requestPermission()) === "granted";
  }

  /** A message of the server has been taken into the state. */
  onMessage(message, state) {
    const said = message.type === "direct" ? this.#direct(message, state) : this.#post(message, state);
    const looked = document.visibilityState === "visible" && document.hasFocus();
    if (said === null || looked || !canNotify() || Notification.permission !== "granted") {
      return;
    }
    const note = new Notification(said.title, { body: said.body.slice(0, 200), tag: said.tag, icon: "icon.svg" });
    note.addEventListener("click", () => {
      window.focus();
      this.#open(said.key);
      note.close();
    });
  }

  #direct({ from, text, postId }, state) {
    return from.id === state.me?.id
      ? null
      : { title: from.name, body: text, tag: `${from.id} ${postId}`, key: `@${from.id}` };
  }

  #post({ type, room, from, text, seq }, state) {
    const spoken = type === "message" && from.id !== state.me?.id && mentions(text, state.me?.name);
    return spoken && !state.muted.has(room)
      ? { title: `${from.name} in ${room}`, body: text, tag: `${room} ${seq}`, key: room }
      : null;
  }
}
