import { Desk } from "./desk.js";
import { Link } from "./link.js";
import { PAGE, Pages } from "./pages.js";
import { Pass } from "./pass.js";
import { drawId, wellFormed } from "./protocol.js";
import * as requests from "./requests.js";
import { roomCalled } from "./selectors.js";
import { EMPTY, reduce } from "./store.js";
import { Tabs } from "./tabs.js";
import { Upkeep } from "./upkeep.js";

/** The room that everybody lands in. */
export const HOME = "lobby";

/** The person's session: holds the state, speaks with the server, the outbox and the other tabs. */
export class Session {
  #listeners = [];
  #hearers = [];
  #upkeep;
  state = EMPTY;
  tabs = new Tabs();
  link;
  /** What is asked of the rooms' past. */
  pages = new Pages(this);
  /** Where messages are written; there once prepared. */
  desk;

  /** Who one is. */
  pass;

  /** `onRefused` sees why the server did not let this name in, `onEnding` when the token ends. */
  constructor(url, onRefused, onEnding) {
    this.pass = new Pass(this, onEnding);
    this.link = new Link(url, {
      hello: () => this.#hello(),
      onLink: (link) => this.dispatch({ type: "link", link }),
      onMessage: (message) => this.#onMessage(message),
      onRefused: (error) => this.#onRefused(error, onRefused),
    });
    this.#upkeep = new Upkeep(this);
  }

  /** Opens the outbox and recalls what was kept. */
  async prepare() {
    this.desk = await Desk.open(this);
    this.tabs.listen((word) => this.#onWord(word));
    this.dispatch({ type: "muted", rooms: this.tabs.recall("muted", []) });
    await this.desk.show();
  }

  /** Tells `listener` the state now and after every change. */
  watch(listener) {
    this.#listeners.push(listener);
    listener(this.state);
  }

  /** Tells `hearer` every message of the server that changed something, with the state after it and before. */
  hear(hearer) {
    this.#hearers.push(hearer);
  }

  dispatch(action) {
    const before = this.state;
    this.state = reduce(before, action);
    if (this.state !== before) {
      this.#listeners.forEach((listener) => listener(this.state, before));
    }
  }

  /** Enters under a name, with the rooms of before and perhaps one more. */
  enter(name, room = null) {
    this.tabs.keep("name", name);
    const all = new Set([...this.tabs.recall("rooms", [HOME]), ...(room === null ? [] : [room])]);
    const rooms = all.size === 0 ? [HOME] : [...all];
    rooms.forEach((one) => this.dispatch({ type: "enter", room: one }));
    this.dispatch({ type: "open", room: room ?? rooms[0] });
    this.link.start();
  }

  #hello() {
    const rooms = [...this.state.rooms.values()]
      .filter((room) => room.phase !== "refused")
      .map(({ name, epoch, position }) =>
        epoch === null ? { room: name, last: PAGE } : { room: name, epoch, after: position, last: PAGE },
      );
    const { token } = this.pass;
    return requests.hello({ name: this.tabs.recall("name"), token, client: requests.CLIENT, rooms });
  }

  #onRefused(error, onRefused) {
    if (error.code === "unauthorized" && this.pass.forget()) {
      this.link.start();
    } else {
      onRefused(error);
    }
  }

  #onMessage(message) {
    const before = this.state;
    this.#take(message);
    if (this.state !== before) {
      this.#hearers.forEach((hearer) => hearer(message, this.state, before));
    }
  }

  #take(message) {
    switch (message.type) {
      case "welcome":
        this.pass.onWelcome(message.resume);
        this.tabs.keep("name", message.user.name);
        this.dispatch(message);
        break;
      case "joined":
        this.#onJoined(message);
        break;
      case "error":
        if (message.room !== undefined) {
          this.#refuse(message.room, message.message);
        }
        break;
      default:
        this.dispatch(message.type === "typing" ? { ...message, now: Date.now() } : message);
    }
    if (message.type === "live") {
      this.desk.wake();
    }
  }

  #onJoined(message) {
    const { room, epoch, head } = message;
    this.dispatch({ type: "spelled", asked: roomCalled(this.state, room)?.name ?? room, room });
    const kept = this.tabs.recall("read", {})[room];
    const read = kept === undefined ? head : kept.epoch === epoch ? kept.seq : 0;
    this.dispatch({ ...message, read });
    this.#keepRooms();
  }

  /** What waits for a room that may not be entered fails with it. */
  #refuse(room, problem) {
    this.dispatch({ type: "refused", room, problem });
    this.desk.wake();
  }

  #keepRooms() {
    this.tabs.keep("rooms", [...this.state.rooms.keys()]);
    this.tabs.say({ type: "rooms", rooms: [...this.state.rooms.keys()] });
  }

  /** Joins a room, or opens it if one is in it; resolves once inside. */
  async join(name) {
    const known = roomCalled(this.state, name);
    if (known !== undefined && known.phase !== "refused") {
      this.dispatch({ type: "open", room: known.name });
      return known.name;
    }
    this.dispatch({ type: "left", room: name });
    this.dispatch({ type: "enter", room: name });
    this.dispatch({ type: "open", room: name });
    try {
      const { room } = await this.link.request(requests.join({ room: name, last: PAGE }));
      return room;
    } catch (error) {
      if (!error.lost) {
        this.#refuse(name, error.message);
      }
      throw error;
    }
  }

  /** Leaves a room; what waits in the outbox for it is still sent if one comes back. */
  async leave(room) {
    this.dispatch({ type: "left", room });
    this.#keepRooms();
    await this.link.request(requests.leave({ room })).catch(() => {});
  }

  /** A request about a message, with a `postId` of its own. */
  about(kind, fields) {
    return this.link.request(requests[kind]({ ...fields, postId: drawId() }));
  }

  /** Somebody writes in a room. */
  typed(room) {
    this.#upkeep.typed(room);
  }

  async rename(name) {
    await this.link.request(requests.rename({ name }));
    this.dispatch({ type: "renamed", name });
    this.tabs.keep("name", name);
    this.tabs.say({ type: "name", name });
  }

  /** Sends to one user, once more with the same `postId`. Never queued: without a connection it fails. */
  async direct(user, text, postId = drawId()) {
    const message = { postId, text: wellFormed(text), time: Date.now(), state: "pending" };
    this.dispatch({ type: "direct-sent", to: user, message });
    this.dispatch({ type: "open", room: `@${user.id}` });
    try {
      await this.link.request(requests.direct({ to: user.id, postId: message.postId, text: message.text }));
      this.dispatch({ type: "direct-sent", to: user, message: { ...message, state: "settled" } });
    } catch (error) {
      this.dispatch({ type: "direct-sent", to: user, message: { ...message, state: "failed", failed: error.message } });
    }
  }

  #onWord(word) {
    if (word.type === "outbox") {
      this.desk.show();
      this.desk.wake();
    } else if (word.type === "rooms") {
      this.#followRooms(word.rooms);
    } else if (word.type === "token") {
      this.pass.onWord(word);
    } else if (word.type === "name") {
      this.dispatch({ type: "renamed", name: word.name });
    } else {
      this.dispatch(word);
    }
  }

  /** Another tab joined or left rooms: this one does the same. */
  #followRooms(rooms) {
    const here = [...this.state.rooms.keys()];
    here.filter((room) => !rooms.includes(room)).forEach((room) => {
      this.dispatch({ type: "left", room });
      this.link.request(requests.leave({ room })).catch(() => {});
    });
    rooms.filter((room) => !here.includes(room)).forEach((room) => {
      this.dispatch({ type: "enter", room });
      this.link.request(requests.join({ room, last: PAGE })).catch(() => {});
    });
  }

  /** Mutes a room or lets it speak again, in all tabs. */
  mute(room, on) {
    const rooms = [...this.state.muted].filter((one) => one !== room).concat(on ? [room] : []);
    this.tabs.keep("muted", rooms);
    this.dispatch({ type: "muted", rooms });
    this.tabs.say({ type: "muted", rooms });
  }
}
