import { parseBase64, parseHex } from "../common/bytes.js";
import { byId } from "../common/dom.js";

const BOXES = { text: "echo-message", hex: "echo-hex", base64: "echo-base64" };

/** The message to send: text, bytes written as hex or base64, or a file. Ctrl+Enter sends from the text boxes. */
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

  /** What is written, to keep as a preset; a file is not. */
  get draft() {
    const kind = this.#kind === "file" ? "text" : this.#kind;
    return { kind, text: byId(BOXES[kind]).value };
  }

  set draft({ kind, text }) {
    this.#form.elements.kind.value = kind;
    byId(BOXES[kind]).value = text;
    this.#showKind();
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
    if (byId("echo-send-button").disabled) {
      return;
    }
    const payload = await this.payload();
    if (payload !== null) {
      this.#send(payload);
    }
  }

  /** What the form holds, as a string or bytes; null, and the reason shown, if it is not well-formed. */
  async payload() {
    this.#problem.textContent = "";
    try {
      return await this.#read();
    } catch (refusal) {
      this.#problem.textContent = refusal.message;
      return null;
    }
  }

  async #read() {
    if (this.#kind === "text") {
      return byId("echo-message").value;
    }
    if (this.#kind === "hex") {
      return parseHex(byId("echo-hex").value);
    }
    if (this.#kind === "base64") {
      return parseBase64(byId("echo-base64").value);
    }
    const [file] = byId("echo-file").files;
    if (!file) {
      throw new RangeError("file: none (expected: one file to send)");
    }
    return new Uint8Array(await file.arrayBuffer());
  }
}
