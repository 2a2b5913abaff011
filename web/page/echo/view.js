import { byId, h, say } from "../common/dom.js";
import { meaningOf } from "../common/close-codes.js";
import { commandLine } from "./command.js";
import { EchoConnection } from "./connection.js";
import { copy, ndjson, save } from "./export.js";
import { filterOf } from "./filter.js";
import { Journal } from "./journal.js";
import { Lab } from "./lab.js";
import { LogView } from "./log-view.js";
import { Presets } from "./presets.js";
import { Repeat } from "./repeat.js";
import { RoundTripGraph } from "./round-trip-graph.js";
import { SendForm } from "./send-form.js";

/** The codes that the close picker offers; browsers let a page send 1000 and 3000 to 4999. */
const OFFERED_CODES = [1000, 3000, 4000, 4001, 4003, 4100, 4200, 4999];

/** The echo test: connects its forms, its connection and its log. */
export class EchoView {
  #journal = new Journal();
  #log;
  #connection;
  #form;
  #repeat;
  #graph = new RoundTripGraph(byId("echo-graph"), byId("echo-quantiles"));
  #lab;

  constructor() {
    this.#log = new LogView(this.#journal, {
      scroll: byId("echo-scroll"),
      rows: byId("echo-rows"),
      empty: byId("echo-empty"),
      jump: byId("echo-jump"),
      counts: byId("echo-counts"),
    });
    this.#connection = new EchoConnection({
      onState: (state, words, said) => this.#showState(state, words, said),
      onEntry: (facts) => this.#add(facts),
    });
    this.#form = new SendForm((payload) => this.#connection.send(payload));
    this.#repeat = new Repeat(this.#form, this.#connection, () => this.#showCommand());
    byId("echo-url").value = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/echo`;
    this.#lab = new Lab(byId("echo-url"));
    new Presets(
      () => this.#draft(),
      (draft) => this.#takeDraft(draft),
    );
    this.#listenToConnection();
    this.#listenToLog();
    this.#listenToCommand();
    this.#explainCode();
  }

  #listenToConnection() {
    byId("echo-connect").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#connect();
    });
    byId("echo-close").addEventListener("click", () => this.#disconnect());
    byId("echo-again").addEventListener("change", (event) => {
      this.#connection.reconnects = event.target.checked;
    });
    byId("echo-code").addEventListener("input", () => this.#explainCode());
    byId("echo-codes").append(
      ...OFFERED_CODES.map((code) => h("option", { value: String(code) }, `${code} ${meaningOf(code)}`)),
    );
  }

  #listenToLog() {
    byId("echo-clear").addEventListener("click", () => {
      this.#journal.clear();
      this.#graph.clear();
      this.#log.follow();
    });
    byId("echo-export").addEventListener("click", () => save("yodel-echo.ndjson", ndjson(this.#journal.entries)));
    const filter = () => this.#log.filter(filterOf(byId("echo-filter").value, byId("echo-direction").value));
    byId("echo-filter").addEventListener("input", filter);
    byId("echo-direction").addEventListener("change", filter);
  }

  #listenToCommand() {
    const show = () => this.#showCommand();
    for (const form of [byId("echo-connect"), byId("echo-send")]) {
      form.addEventListener("input", show);
      form.addEventListener("change", show);
      form.addEventListener("toggle", show, { capture: true });
    }
    byId("echo-copy").addEventListener("click", async () => {
      await copy(byId("echo-command").textContent);
      byId("echo-copied").textContent = "Copied";
    });
  }

  #connect() {
    const problem = byId("echo-connect-problem");
    problem.textContent = "";
    try {
      this.#connection.open(byId("echo-url").value.trim(), this.#protocols());
    } catch (refusal) {
      problem.textContent = refusal.message.replace(/^.*?: /, "");
    }
  }

  #disconnect() {
    const problem = byId("echo-connect-problem");
    problem.textContent = "";
    try {
      this.#connection.close(byId("echo-code").valueAsNumber || 1000, byId("echo-reason").value);
    } catch (refusal) {
      problem.textContent = refusal.message.replace(/^.*?: /, "");
    }
  }

  #protocols() {
    return byId("echo-protocols").value.split(/[\s,]+/).filter((name) => name !== "");
  }

  #draft() {
    return { url: byId("echo-url").value, protocols: byId("echo-protocols").value, message: this.#form.draft };
  }

  #takeDraft({ url, protocols, message }) {
    byId("echo-url").value = url;
    byId("echo-protocols").value = protocols;
    this.#form.draft = message;
    this.#lab.follow();
  }

  #explainCode() {
    const code = byId("echo-code").valueAsNumber;
    byId("echo-code-meaning").textContent = Number.isNaN(code) ? "" : `${code} ${meaningOf(code)}`;
  }

  async #showCommand() {
    byId("echo-copied").textContent = "";
    const payload = (await this.#form.payload()) ?? "";
    byId("echo-command").textContent = commandLine({
      url: byId("echo-url").value.trim(),
      protocols: this.#protocols(),
      payload: payload.length > 4096 ? payload.slice(0, 4096) : payload,
      everyMillis: this.#repeat.everyMillis,
    });
  }

  #add(facts) {
    const entry = this.#journal.add(facts);
    this.#log.changed();
    if (entry.roundTrip !== null) {
      this.#graph.add(entry.roundTrip);
    }
    if (entry.direction === "received") {
      const what = entry.kind === "text" ? entry.payload.slice(0, 200) : `${entry.size} bytes`;
      byId("echo-announce").textContent = `Received: ${what}`;
    }
  }

  #showState(state, words, said) {
    const badge = byId("echo-state");
    badge.dataset.state = state;
    say(badge, words, said);
    const idle = state === "closed";
    byId("echo-open").disabled = !(idle || state === "waiting");
    byId("echo-open").textContent = state === "waiting" ? "Connect now" : "Connect";
    byId("echo-close").disabled = idle || state === "closing";
    byId("echo-url").disabled = !idle;
    byId("echo-protocols").disabled = !idle;
    this.#form.enable(state === "open");
    this.#repeat.enable(state === "open");
  }
}
