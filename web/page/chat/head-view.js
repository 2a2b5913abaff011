import { byId, say } from "../common/dom.js";
import { indexOf } from "./timeline.js";
import { linkWords, stateWords, typingWords } from "./words.js";
import { mayAsk } from "./notify.js";

/** The buttons of the side panels where there is no room for them, and what opens each. */
const DRAWERS = [
  ["chat-menu", "side-open"],
  ["chat-who", "members-open"],
];

/** Everything around the timeline: the title, the state of the connection, who types, what is new below. */
export class HeadView {
  #session;
  #state = null;
  #acts;
  /** Whether the timeline follows its end. */
  following = true;
  #leftAt = 0;

  constructor(session, acts) {
    this.#session = session;
    this.#acts = acts;
    this.#listen();
    setInterval(() => this.#state && this.#showLink(), 500);
  }

  #listen() {
    const on = (id, act) => byId(id).addEventListener("click", act);
    on("chat-retry", () => this.#session.link.retry());
    DRAWERS.forEach(([button, name]) => on(button, () => byId("chat-room").classList.toggle(name)));
    new MutationObserver(() => this.#showDrawers()).observe(byId("chat-room"), { attributeFilter: ["class"] });
    this.#showDrawers();
    on("chat-search", () => this.#acts.search());
    on("chat-help", () => this.#acts.help());
    on("chat-leave", () => this.#acts.leave());
    on("chat-mute", () => this.#session.mute(this.#state.current, !this.#state.muted.has(this.#state.current)));
    on("chat-notify", () => this.#askToNotify());
    byId("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#acts.join(byId("join-name").value);
      byId("join-name").value = "";
    });
  }

  /** Whoever opens or closes a drawer, its button says so. */
  #showDrawers() {
    for (const [button, name] of DRAWERS) {
      byId(button).setAttribute("aria-expanded", String(byId("chat-room").classList.contains(name)));
    }
  }

  async #askToNotify() {
    await Notification.requestPermission();
    byId("chat-notify").hidden = !mayAsk();
  }

  onFollow(following) {
    this.following = following;
    this.#leftAt = this.#state?.rooms.get(this.#state.current)?.position ?? 0;
    this.#showJump();
  }

  show(state) {
    this.#state = state;
    const room = state.rooms.get(state.current);
    const direct = state.directs.get(state.current);
    byId("chat-title").textContent = room ? room.name : (direct?.user.name ?? "");
    byId("chat-sign").textContent = room ? "#" : direct ? "@" : "";
    byId("chat-facts").textContent = room || direct ? factsOf(room) : "";
    byId("chat-me").textContent = state.me?.name ?? "";
    byId("chat-room-tools").hidden = !room;
    byId("chat-mute").textContent = state.muted.has(state.current) ? "Unmute" : "Mute";
    byId("chat-notify").hidden = !mayAsk();
    byId("chat-typing").textContent = typingWords([...(room?.typing.values() ?? [])].map((one) => one.name));
    byId("chat-empty").textContent = emptyWords(state, room, direct);
    byId("timeline").setAttribute("aria-busy", String(isBusy(state, room)));
    document.title = titleOf(state, room, direct);
    this.#showLink();
    this.#showJump();
  }

  #showLink() {
    const { link } = this.#state;
    const good = link.state === "live" && !link.draining;
    const badge = byId("chat-state");
    badge.dataset.state = good ? "open" : link.state === "stopped" ? "closed" : "waiting";
    say(badge, stateWords(link), link.said);
    byId("chat-banner").hidden = good || link.state === "connecting" || link.state === "closed";
    say(byId("chat-banner-words"), linkWords(link), link.said);
    byId("chat-retry").hidden = link.state === "live";
  }

  #showJump() {
    const room = this.#state?.rooms.get(this.#state.current);
    const away = !this.following || Boolean(room?.context);
    const news = room ? room.messages.length - indexOf(room.messages, this.#leftAt + 1) : 0;
    byId("timeline-jump").hidden = !away;
    byId("timeline-jump").textContent = away && news > 0 ? `Jump to now (${news} new)` : "Jump to now";
  }
}

/** Whether the room is still being entered, or what was missed still comes. */
function isBusy({ link }, room) {
  const entering = room !== undefined && room.phase !== "live" && room.phase !== "refused";
  return link.state === "connecting" || (link.state === "live" && entering);
}

function factsOf(room) {
  if (!room) {
    return "Between the two of you. Not kept by the server.";
  }
  return room.count === 1 ? "Only you are here" : `${room.count} people here`;
}

function emptyWords(state, room, direct) {
  if (state.current === null) {
    return "You are in no room. Enter one at the side.";
  }
  if (room?.phase === "refused") {
    return `This room cannot be entered: ${room.problem}`;
  }
  const waits = state.pending.some((entry) => entry.room === state.current);
  if (!room && direct?.messages.length === 0) {
    return "Say something. Direct messages are shown to the two of you only and are not kept.";
  }
  if (!room || room.messages.length > 0 || waits || room.accepted.length > 0) {
    return "";
  }
  return room.phase === "live" ? "Nobody has said anything yet. You could." : "Loading…";
}

/** The title counts what is said to one, else what is unread; muted rooms do not count. */
function titleOf(state, room, direct) {
  const loud = [...state.rooms.values()].filter((one) => !state.muted.has(one.name));
  const spoken = sum(loud.map((one) => one.mentions)) + sum([...state.directs.values()].map((one) => one.unread));
  const unread = sum(loud.map((one) => one.unread));
  const mark = spoken > 0 ? `(${spoken}) ` : unread > 0 ? "• " : "";
  return `${mark}${room?.name ?? direct?.user.name ?? "Chat"} · Yodel`;
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
