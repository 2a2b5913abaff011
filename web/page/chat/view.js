import { byId } from "../common/dom.js";
import { ChatActs } from "./acts.js";
import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { HeadView } from "./head-view.js";
import { ChatKeys } from "./keys.js";
import { Moderation } from "./moderation.js";
import { Notifier } from "./notify.js";
import { roomNameProblem, userNameProblem } from "./protocol.js";
import { SearchView } from "./search-view.js";
import { Session } from "./session.js";
import { SideView } from "./side-view.js";
import { Switcher } from "./switcher.js";
import { TimelineView } from "./timeline-view.js";
import { TokenView } from "./token-view.js";
import { Tools } from "./tools.js";

/** The chat: puts the session and the views together. */
export class ChatView {
  #session;
  #timeline;
  #composer;
  #side;
  #head;
  #acts;
  #token = null;
  #entered = false;
  #shown = true;
  /** The conversation that the timeline shows; for a frame not yet the current one. */
  #painted = null;

  constructor(url) {
    this.#session = new Session(url, (error) => this.#ask(error), (expires) => this.#token?.onEnding(expires));
    this.#acts = new ChatActs(this.#session, this);
    this.#composer = new Composer(this.#acts);
    this.#timeline = new TimelineView(byId("timeline-scroll"), byId("timeline"), this.#acts);
    this.#side = new SideView(this.#acts);
    this.#head = new HeadView(this.#session, this.#acts);
    this.search = new SearchView(this.#session, (room, seq) => this.goTo(room, seq));
    this.moderation = new Moderation(this.#session);
    this.#token = new TokenView(this.#session.pass);
    this.switcher = new Switcher((place) => this.#acts.go(place));
    new Tools(byId("timeline"), this.#acts);
    new ChatKeys(this.#acts, this.#composer);
    this.#listen();
  }

  /** Recalls who one is and enters, or asks for a name. */
  async start(room) {
    await this.#session.prepare();
    const announcer = new Announcer(byId("chat-log"));
    const notifier = new Notifier((key) => this.#acts.open(key));
    this.#session.hear((message, state, before) => {
      announcer.onMessage(message, state, before);
      notifier.onMessage(message, state, before);
    });
    this.#session.watch((state, before) => this.#show(state, before));
    const name = this.#session.tabs.recall("name");
    if (name === null) {
      this.#ask(null);
    } else {
      this.#enter(name, room);
    }
  }

  #listen() {
    byId("enter-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const name = byId("enter-name").value.trim().normalize("NFC");
      const problem = userNameProblem(name);
      byId("enter-problem").textContent = problem ?? "";
      if (problem === null) {
        this.#token.take();
        this.#enter(name, roomOfHash());
      }
    });
    byId("timeline-jump").addEventListener("click", () => this.toNow());
    const look = () => this.watching();
    document.addEventListener("visibilitychange", look);
    addEventListener("focus", look);
    addEventListener("blur", look);
    addEventListener("hashchange", () => this.#followHash());
  }

  #enter(name, room) {
    this.#entered = true;
    byId("enter").hidden = true;
    byId("chat-room").hidden = false;
    this.#session.enter(name, room);
    this.#composer.focus();
  }

  /** Asks who comes in; `error` is why the server did not let somebody in, or null. */
  #ask(error) {
    byId("enter").hidden = false;
    byId("chat-room").hidden = true;
    byId("enter-problem").textContent = error === null ? "" : error.message;
    byId("enter-name").value = this.#session.tabs.recall("name") ?? "";
    byId("enter-name").focus();
    if (error?.code === "unauthorized") {
      this.#token.ask();
    }
  }

  #followHash() {
    const room = roomOfHash();
    if (this.#entered && room !== null) {
      this.#acts.join(room);
    }
  }

  #show(state, before) {
    if (!this.#entered) {
      return;
    }
    this.#composer.show(state);
    this.#timeline.show(state);
    this.#side.show(state);
    this.#head.show(state);
    if (state.current !== before?.current) {
      if (!state.current?.startsWith("@") && this.#shown && roomOfHash() !== state.current) {
        history.replaceState(null, "", `#${encodeURIComponent(state.current ?? "")}`);
      }
    }
  }

  /** Goes to a message, loading what is around it if need be. */
  goTo(room, seq) {
    this.#session.dispatch({ type: "open", room });
    queueMicrotask(() => this.#timeline.reveal(seq) || this.#fetch(room, seq));
  }

  async #fetch(room, seq) {
    const error = await this.#session.pages.load("around", room, { around: seq });
    if (!this.#timeline.arrived(seq) && this.#session.state.current === room) {
      this.#composer.explain(error?.message ?? "That message is no longer there.");
    }
  }

  /** Back to the newest message. */
  toNow() {
    const { current } = this.#session.state;
    this.#session.dispatch({ type: "now", room: current });
    this.#timeline.follow();
    this.#composer.focus();
  }

  /** The timeline follows the end, or no longer does. */
  onFollow(following, conversation) {
    this.#painted = conversation;
    this.#head.onFollow(following);
    this.watching();
  }

  /** Tells the session whether somebody is looking at the newest messages. */
  watching() {
    const following = this.#head.following && this.#painted === this.#session.state.current;
    const watching = following && this.#shown && document.visibilityState === "visible" && document.hasFocus();
    this.#session.dispatch({ type: "watching", watching });
  }

  /** Whether this view is the one that is shown. */
  set shown(shown) {
    this.#shown = shown;
    this.watching();
  }

  get composer() {
    return this.#composer;
  }
}

/** The room that the page's address names, or null. */
export function roomOfHash() {
  try {
    const name = decodeURIComponent(location.hash.slice(1));
    return name === "" || name.startsWith("/") || roomNameProblem(name) !== null ? null : name;
  } catch {
    return null;
  }
}
