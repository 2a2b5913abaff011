import { refresh } from "./requests.js";

/** So long before its end, in milliseconds, a newer token is asked for. */
export const EARLY_MS = 120_000;
/** The longest that a browser's timer waits. */
const MOST_MS = 2 ** 31 - 1;

/**
 * What proves who one is. A token that the person brings stays in memory until the server has given its own for it;
 * that one is kept in the browser, ends with the first, and is forgotten when it is refused. No token is ever part of
 * an address.
 */
export class Pass {
  #session;
  #onEnding;
  #brought = null;
  #timer = null;

  /** `onEnding(expires)` hears in time that a newer token is needed, with null that it no longer is. */
  constructor(session, onEnding) {
    this.#session = session;
    this.#onEnding = onEnding;
  }

  /** The token for the next `hello`, if there is one. */
  get token() {
    return this.#brought ?? this.#session.tabs.recall("token") ?? undefined;
  }

  /** The person has a token. */
  bring(token) {
    this.#brought = token;
  }

  /** The server has let us in and gives a token of its own. */
  onWelcome(resume) {
    const { tabs } = this.#session;
    if (this.#brought !== null) {
      tabs.keep("expires", expiryOf(this.#brought));
      this.#brought = null;
    }
    tabs.keep("token", resume);
    this.watch();
  }

  /** Forgets a token that the server has refused; answers whether there was one that it had given. */
  forget() {
    const kept = this.#brought === null && this.#session.tabs.recall("token") !== null;
    this.#brought = null;
    this.#session.tabs.keep("token", null);
    this.#session.tabs.keep("expires", null);
    return kept;
  }

  /** Goes on under a newer token, in every tab, without leaving. */
  async renew(token) {
    const { link, tabs } = this.#session;
    await link.request(refresh({ token }));
    tabs.keep("token", token);
    tabs.keep("expires", expiryOf(token));
    tabs.say({ type: "token", token });
    this.watch();
  }

  /** Another tab has a newer token. */
  async onWord({ token }) {
    this.watch();
    await this.#session.link.request(refresh({ token })).catch(() => {});
  }

  /** Waits for the end of the token. */
  watch() {
    clearTimeout(this.#timer);
    const expires = this.#session.tabs.recall("expires");
    if (expires === null) {
      this.#onEnding(null);
      return;
    }
    const left = expires - EARLY_MS - Date.now();
    this.#onEnding(left <= 0 ? expires : null);
    if (left > 0) {
      this.#timer = setTimeout(() => this.watch(), Math.min(left, MOST_MS));
    }
  }
}

/** When a signed token ends, in milliseconds since 1970; null for one that cannot be read. */
export function expiryOf(token) {
  try {
    const body = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(body));
    return Number.isFinite(exp) ? exp * 1000 : null;
  } catch {
    return null;
  }
}
