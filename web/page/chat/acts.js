import { byId } from "../common/dom.js";
import { splitRecipient } from "./commands.js";
import { roomNameProblem, userNameProblem } from "./protocol.js";
import { members } from "./requests.js";
import { lastOwn, messageWith, namesHere, people, places } from "./selectors.js";

/** What a person can do, whichever way: by button, key or command. Problems are said under the message box. */
export class ChatActs {
  #session;
  #view;

  constructor(session, view) {
    this.#session = session;
    this.#view = view;
  }

  get #state() {
    return this.#session.state;
  }

  #explain(words) {
    this.#view.composer.explain(words);
  }

  /** Explains a failure; answers whether there was none. */
  async #try(act) {
    try {
      await act;
      return true;
    } catch (error) {
      this.#explain(error.message);
      return false;
    }
  }

  open(key) {
    this.#session.dispatch({ type: "open", room: key });
    byId("chat-room").classList.remove("side-open", "members-open");
    this.#view.composer.focus();
  }

  /** Goes where the quick switcher points. */
  go({ kind, key, words, user }) {
    if (kind === "join") {
      this.join(words);
    } else if (kind === "person") {
      this.write(user);
    } else {
      this.open(key);
    }
  }

  join(name) {
    const room = name.trim().replace(/^#/, "").normalize("NFC");
    const problem = roomNameProblem(room);
    if (problem === null) {
      this.#try(this.#session.join(room));
      byId("chat-room").classList.remove("side-open");
      this.#view.composer.focus();
    } else {
      this.#explain(problem);
    }
  }

  leave() {
    if (this.#state.rooms.has(this.#state.current)) {
      this.#session.leave(this.#state.current);
    }
  }

  /** Opens the conversation with one person. */
  write(user) {
    const key = `@${user.id}`;
    if (!this.#state.directs.has(key)) {
      this.#session.dispatch({ type: "direct-open", user });
    }
    this.open(key);
  }

  /** Answers whether it is kept until the server has it. */
  async send(text, replyTo) {
    const { current, directs } = this.#state;
    if (current?.startsWith("@")) {
      this.#session.direct(directs.get(current).user, text);
      return true;
    }
    const kept = current !== null && this.#try(this.#session.desk.post(current, text, replyTo));
    this.#view.toNow();
    return kept;
  }

  /** Answers whether the message has this text now. */
  async edit(message, text) {
    const fields = { room: this.#state.current, target: message.seq, text };
    return text === message.text || (text === "" ? this.remove(message) : this.#try(this.#session.about("edit", fields)));
  }

  remove(message) {
    return this.#try(this.#session.about("remove", { room: this.#state.current, target: message.seq }));
  }

  react(message, key, on) {
    this.#try(this.#session.about("react", { room: this.#state.current, target: message.seq, key, on }));
  }

  reply(message) {
    this.#view.composer.reply(message);
  }

  startEdit(message) {
    this.#view.composer.edit(message);
  }

  retry(message) {
    if (message.entry) {
      this.#try(this.#session.desk.retry(message.entry));
    } else {
      this.#session.direct(this.#state.directs.get(this.#state.current).user, message.text, message.postId);
    }
  }

  discard(message) {
    this.#try(this.#session.desk.discard(message.entry));
  }

  command(name, rest) {
    const commands = {
      "/join": () => this.join(rest),
      "/leave": () => this.leave(),
      "/nick": () => this.#rename(rest),
      "/msg": () => this.#message(rest),
      "/who": () => this.who(),
      "/search": () => this.search(rest),
      "/help": () => this.help(),
    };
    commands[name]();
  }

  #rename(name) {
    const problem = userNameProblem(name.normalize("NFC"));
    if (problem === null) {
      this.#try(this.#session.rename(name.normalize("NFC")));
    } else {
      this.#explain(problem);
    }
  }

  #message(rest) {
    const known = people(this.#state);
    const { name, text } = splitRecipient(rest, known.map((one) => one.name));
    const user = known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? { id: name, name };
    if (text === "") {
      this.write(user);
    } else {
      this.#session.direct(user, text);
    }
  }

  /** Shows who is here; in a large room it asks for as many as one answer holds. */
  async who() {
    const room = this.#state.rooms.get(this.#state.current);
    byId("chat-room").classList.add("members-open");
    byId("chat-members-title").focus();
    if (room && room.count > room.members.size) {
      await this.#try(this.#session.link.request(members({ room: room.name })));
    }
  }

  search(text = "") {
    if (this.#state.rooms.has(this.#state.current)) {
      this.#view.search.open(this.#state.current, text);
    }
  }

  help() {
    byId("help").showModal();
  }

  switchQuickly() {
    this.#view.switcher.open(places(this.#state));
  }

  names() {
    return namesHere(this.#state);
  }

  /** The next conversation in the list, or the one before. */
  step(by) {
    const keys = [...this.#state.rooms.keys(), ...this.#state.directs.keys()];
    const index = keys.indexOf(this.#state.current);
    if (keys.length > 0) {
      this.open(keys[(index + by + keys.length) % keys.length]);
    }
  }

  lastOwn() {
    return lastOwn(this.#state);
  }

  get isModerator() {
    return this.#state.me?.role === "moderator";
  }

  /** Opens what a moderator can do to a user of the current room. */
  moderate(user) {
    this.#view.moderation.open(this.#state.current, user);
  }

  isOwn(message) {
    return message.from.id === this.#state.me?.id;
  }

  hasReacted(reaction) {
    return reaction.users.includes(this.#state.me?.id);
  }

  /** The settled message that an element of the timeline shows; undefined for others. */
  messageOf(element) {
    return element.dataset.seq ? messageWith(this.#state, Number(element.dataset.seq)) : undefined;
  }

  typed() {
    if (this.#state.rooms.has(this.#state.current)) {
      this.#session.typed(this.#state.current);
    }
  }

  older(seq) {
    this.#session.pages.load("older", this.#state.current, { before: seq });
  }

  newer(seq) {
    this.#session.pages.load("newer", this.#state.current, { after: seq });
  }

  jumpTo(seq) {
    this.#view.goTo(this.#state.current, seq);
  }

  onFollow(following, conversation) {
    this.#view.onFollow(following, conversation);
  }

  /** Forgets the divider: everything is read. */
  settle() {
    this.#session.dispatch({ type: "undivide", room: this.#state.current });
    this.#view.toNow();
  }
}
