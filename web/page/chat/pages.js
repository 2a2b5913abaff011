import * as requests from "./requests.js";

/** How many messages a room starts with, and how many one request for more brings. */
export const PAGE = 100;
/** How long until what failed is asked again, in milliseconds, where the server does not say. */
const AGAIN_MS = 2_000;

/** What a session asks of its rooms' past. */
export class Pages {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** More of a room: `older`, `newer` or `around` a `seq`; `tail` is the upkeep's. Answers the error, or null. */
  async load(kind, room, range) {
    const { link, state } = this.#session;
    const since = state.rooms.get(room)?.position;
    const latch = kind === "tail" ? "asked" : "loading";
    this.#session.dispatch({ type: latch, room });
    try {
      const page = await link.request(requests.history({ room, ...range, limit: PAGE }));
      const same = page.epoch === this.#session.state.rooms.get(room)?.epoch;
      this.#session.dispatch(same ? { type: kind, page, since } : { type: "unasked", room, latch });
      return null;
    } catch (error) {
      this.#unask(room, latch, error);
      return error;
    }
  }

  /**
   * Fills a gap: leaves and comes back with the position. Pages of history hold messages; who comes back is sent every
   * event, so an edit of an older message is not missed. Others see nobody leave: presence waits some seconds.
   */
  async replay(room) {
    const { link } = this.#session;
    this.#session.dispatch({ type: "asked", room });
    try {
      await link.request(requests.leave({ room })).catch(unlessOutside);
      const { epoch, position } = this.#session.state.rooms.get(room);
      await link.request(requests.join({ room, epoch, after: position, last: PAGE }));
    } catch (error) {
      this.#unask(room, "asked", error);
    }
  }

  /** It may be asked again, but not at once. A connection that is lost has to come back first. */
  #unask(room, latch, { lost, retryAfterMs }) {
    setTimeout(() => this.#session.dispatch({ type: "unasked", room, latch }), lost ? 0 : (retryAfterMs ?? AGAIN_MS));
  }
}

/** The attempt before may have left the room without coming back. */
function unlessOutside(error) {
  if (error.code !== "not_joined") {
    throw error;
  }
}
