import { byId } from "../common/dom.js";
import { momentOf } from "./words.js";

/** Where a token is brought: at the door of a server that asks for one, and before it ends. */
export class TokenView {
  #pass;

  constructor(pass) {
    this.#pass = pass;
    byId("token-bring").addEventListener("click", () => this.#open());
    byId("token-cancel").addEventListener("click", () => byId("token").close());
    byId("token-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#renew();
    });
  }

  /** The server lets nobody in without a token. */
  ask() {
    byId("enter-token-field").hidden = false;
    byId("enter-token").required = true;
    byId("enter-token").focus();
  }

  /** Takes the token that was brought to the door, if there is one. */
  take() {
    const token = taken("enter-token");
    if (token !== "") {
      this.#pass.bring(token);
    }
  }

  /** The token ends then; null for one that does not, or not soon. */
  onEnding(expires) {
    byId("token-banner").hidden = expires === null;
    byId("token-banner-words").textContent =
      expires === null ? "" : `Your token ends on ${momentOf(expires)}. Bring a newer one to stay.`;
  }

  #open() {
    byId("token-problem").textContent = "";
    byId("token").showModal();
  }

  async #renew() {
    try {
      await this.#pass.renew(taken("token-box"));
      byId("token").close();
    } catch (error) {
      byId("token-problem").textContent = error.message;
    }
  }
}

/** What a field holds; it holds nothing afterwards. */
function taken(id) {
  const token = byId(id).value.trim();
  byId(id).value = "";
  return token;
}
