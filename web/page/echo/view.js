import { byId } from "../common/dom.js";
import { EchoConnection } from "./connection.js";
import { Journal } from "./journal.js";
import { LogView } from "./log-view.js";
import { SendForm } from "./send-form.js";

/** The echo test: connects its form, its connection and its log. */
export class EchoView {
  #journal = new Journal();
  #log;
  #connection;
  #sendForm;

  constructor() {
    this.#log = new LogView(this.#journal, {
      scroll: byId("echo-scroll"),
      rows: byId("echo-rows"),
      empty: byId("echo-empty"),
      jump: byId("echo-jump"),
      counts: byId("echo-counts"),
    });
    this.#connection = new EchoConnection({
      onState: (state, words) => this.#showState(state, words),
      onEntry: (facts) => this.#add(facts),
    });
    this.#sendForm = new SendForm((payload) => this.#connection.send(payload));
    this.#listen();
  }

  #listen() {
    byId("echo-url").value = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/echo`;
    byId("echo-connect").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#connect();
    });
    byId("echo-close").addEventListener("click", () => this.#connection.close());
    byId("echo-again").addEventListener("change", (event) => {
      this.#connection.reconnects = event.target.checked;
    });
    byId("echo-clear").addEventListener("click", () => {
      this.#journal.clear();
      this.#log.follow();
    });
  }

  #connect() {
    const problem = byId("echo-connect-problem");
    problem.textContent = "";
    try {
      this.#connection.open(byId("echo-url").value.trim(), namesIn(byId("echo-protocols").value));
    } catch (refusal) {
      problem.textContent = refusal.message.replace(/^.*?: /, "");
    }
  }

  #add(facts) {
    const entry = this.#journal.add(facts);
    this.#log.changed();
    if (entry.direction === "received") {
      const what = entry.kind === "text" ? entry.payload.slice(0, 200) : `${entry.size} bytes`;
      byId("echo-announce").textContent = `Received: ${what}`;
    }
  }

  #showState(state, words) {
    const badge = byId("echo-state");
    badge.dataset.state = state;
    badge.textContent = words;
    const idle = state === "closed";
    byId("echo-open").disabled = !(idle || state === "waiting");
    byId("echo-open").textContent = state === "waiting" ? "Connect now" : "Connect";
    byId("echo-close").disabled = idle || state === "closing";
    byId("echo-url").disabled = !idle;
    byId("echo-protocols").disabled = !idle;
    this.#sendForm.enable(state === "open");
  }
}

function namesIn(text) {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}
