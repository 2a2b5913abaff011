import { mentions, newsOf } from "./unread.js";

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

  /** A message of the server has been taken into the state. */
  onMessage(message, state, before) {
    const looked = document.visibilityState === "visible" && document.hasFocus();
    if (looked || !canNotify() || Notification.permission !== "granted") {
      return;
    }
    const said = message.type === "direct" ? direct(message, state) : spoken(message.room, state, before);
    said.forEach((one) => this.#show(one));
  }

  #show({ title, body, tag, key }) {
    const note = new Notification(title, { body: body.slice(0, 200), tag, icon: "icon.svg" });
    note.addEventListener("click", () => {
      window.focus();
      this.#open(key);
      note.close();
    });
  }
}

function direct({ from, text, postId }, state) {
  const own = from.id === state.me?.id;
  return own ? [] : [{ title: from.name, body: text, tag: `${from.id} ${postId}`, key: `@${from.id}` }];
}

function spoken(room, state, before) {
  const toMe = state.muted.has(room)
    ? []
    : newsOf(room, before, state).filter((one) => mentions(one.text, state.me?.name));
  return toMe.map(({ from, text, seq }) => {
    return { title: `${from.name} in ${room}`, body: text, tag: `${room} ${seq}`, key: room };
  });
}
