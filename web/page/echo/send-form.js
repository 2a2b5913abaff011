import { parseHex } from "../common/bytes.js";
import { byId } from "../common/dom.js";

/** The message to send: text, bytes written as hex, or a file. Ctrl+Enter sends from the text boxes. */
export class SendForm {
  #send;
  #form = byId("echo-send");
  #problem = byId("echo-send-problem");

  /** `send` takes a string or bytes. */
  constructor(send) {
    this.#send = send;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#form.addEventListener("change", () => this.#showKind());
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#form.requestSubmit(byId("echo-send-button"));
      }
    });
    this.#showKind();
  }

  /** Whether a connection is open to send on. */
  enable(open) {
    byId("echo-send-button").disabled = !open;
    byId("echo-send-hint").textContent = open ? "Ctrl+Enter sends too" : "Connect first";
  }

  get #kind() {
    return this.#form.elements.kind.value;
  }

  #showKind() {
    for (const field of this.#form.querySelectorAll("[data-kind]")) {
      field.hidden = field.dataset.kind !== this.#kind;
    }
    this.#problem.textContent = "";
  }

  async #submit() {
    this.#problem.textContent = "";
    if (byId("echo-send-button").disabled) {
      return;
    }
    try {
      this.#send(await this.#payload());
    } catch (refusal) {
      this.#problem.textContent = refusal.message;
    }
  }

  async #payload() {
    if (this.#kind === "text") {
      return byId("echo-message").value;
    }
    if (this.#kind === "hex") {
      return parseHex(byId("echo-hex").value);
    }
    const [file] = byId("echo-file").files;
    if (!file) {
      throw new RangeError("file: none (expected: one file to send)");
    }
    return new Uint8Array(await file.arrayBuffer());
  }
}
