import { oncePerFrame } from "../common/dom.js";
import { itemsOf, sourceOf } from "./items.js";
import { ItemList } from "./item-list.js";
import { find, indexOf } from "./timeline.js";
import { around, newest, rangeOf, stepDown, stepUp } from "./window.js";

/** So near to an edge, in pixels, the next step is taken. */
const NEAR_EDGE = 500;
/** So near to the end, in pixels, the timeline follows. */
const NEAR_END = 40;

/**
 * The timeline of the current conversation: a window that slides over the messages that are loaded, follows the end
 * while one is there, and keeps its place everywhere else.
 *
 * `acts`: `older(seq)`, `newer(seq)`, `onFollow(following, conversation)`, and what messages need.
 */
export class TimelineView {
  #scroll;
  #list;
  #acts;
  #state;
  #source = { room: null, settled: [], own: [] };
  #current = null;
  #part = { from: 0, last: 0 };
  #following = true;
  #reveal = null;
  #paint = oncePerFrame(() => this.#paintNow());

  constructor(scroll, list, acts) {
    this.#scroll = scroll;
    this.#list = new ItemList(list);
    this.#acts = acts;
    scroll.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    new ResizeObserver(() => this.#following && this.#toEnd()).observe(scroll);
  }

  /** Shows this state at the next frame. */
  show(state) {
    this.#state = state;
    this.#paint();
  }

  /** Goes to the end and stays there. */
  follow() {
    this.#reveal = null;
    this.#setFollowing(true);
    this.#paint();
  }

  /** Goes to a message, at once or as soon as it is loaded; answers whether it is. */
  reveal(seq) {
    this.#reveal = seq;
    this.#setFollowing(false);
    this.#paint();
    return find(this.#source.settled, seq) !== undefined;
  }

  /** What `reveal` waited for has come, or never will: goes on; answers whether the message is there. */
  arrived(seq) {
    const there = find(sourceOf(this.#state).settled, seq) !== undefined;
    if (!there && this.#reveal === seq) {
      this.#reveal = null;
      this.#paint();
    }
    return there;
  }

  #paintNow() {
    this.#source = sourceOf(this.#state);
    const opened = this.#current !== this.#state.current;
    if (opened) {
      this.#open();
    }
    const { settled } = this.#source;
    if (this.#following) {
      this.#part = newest(settled);
    } else if (this.#reveal !== null && find(settled, this.#reveal)) {
      this.#part = around(settled, this.#reveal);
    }
    const anchor = this.#anchor();
    this.#list.show(this.#items(), { state: this.#state, acts: this.#acts });
    this.#place(anchor, opened);
    if (opened) {
      this.#tellFollowing(this.#atEnd());
    }
    this.#wantMore();
  }

  #open() {
    const { room, settled } = this.#source;
    this.#current = this.#state.current;
    this.#reveal = null;
    this.#list.clear();
    const divided = room !== null && room.divider !== null && indexOf(settled, room.divider + 1) < settled.length;
    this.#following = !divided;
    if (divided) {
      this.#part = around(settled, settled[indexOf(settled, room.divider + 1)].seq);
    }
  }

  #items() {
    const { room, settled, own } = this.#source;
    const [from, to] = room === null ? [0, settled.length] : rangeOf(this.#part, settled);
    const complete = from === 0 && room?.phase === "live" && !(room.context ?? room).before;
    const part = settled.slice(from, to);
    return itemsOf(to >= settled.length ? part.concat(own) : part, settled[from - 1], { room, settled, complete });
  }

  /** The first element in sight, and where it stands. */
  #anchor() {
    const top = this.#scroll.scrollTop;
    const element = this.#list.firstBelow(top);
    return element && { element, key: element.dataset.key, offset: element.offsetTop - top };
  }

  #place(anchor, opened) {
    const target = this.#reveal === null ? null : this.#list.withSeq(this.#reveal);
    const place = anchor && (anchor.element.isConnected ? anchor.element : this.#list.withKey(anchor.key));
    if (target) {
      this.#reveal = null;
      target.scrollIntoView({ block: "center" });
      this.#list.focus(target);
      target.classList.add("found");
    } else if (this.#following) {
      this.#toEnd();
    } else if (opened) {
      this.#list.withKey("divider")?.scrollIntoView({ block: "center" });
    } else if (place) {
      this.#scroll.scrollTop = place.offsetTop - anchor.offset;
    }
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  #onScroll() {
    this.#setFollowing(this.#atEnd());
    this.#wantMore();
  }

  #atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    const { room, settled } = this.#source;
    const whole = room === null || (!room.context && rangeOf(this.#part, settled)[1] >= settled.length);
    return whole && scrollHeight - scrollTop - clientHeight <= NEAR_END;
  }

  #wantMore() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    const { room, settled } = this.#source;
    if (room === null || this.#reveal !== null) {
      return;
    }
    if (scrollTop < NEAR_EDGE && !(this.#following && scrollHeight > clientHeight)) {
      this.#wantOlder(room, settled);
    } else if (!this.#following && scrollHeight - scrollTop - clientHeight < NEAR_EDGE) {
      this.#wantNewer(room, settled);
    }
  }

  #wantOlder(room, settled) {
    const up = this.#following ? null : stepUp(this.#part, settled);
    if (up) {
      this.#part = up;
      this.#paint();
    } else if ((room.context ?? room).before && this.#mayAsk(room) && settled.length > 0) {
      this.#acts.older(settled[0].seq);
    }
  }

  #wantNewer(room, settled) {
    const down = stepDown(this.#part, settled);
    if (down) {
      this.#part = down;
      this.#paint();
    } else if (room.context?.after && this.#mayAsk(room)) {
      this.#acts.newer(settled.at(-1).seq);
    }
  }

  #mayAsk(room) {
    return !room.loading && this.#state.link.state === "live";
  }

  #setFollowing(following) {
    if (following !== this.#following) {
      this.#tellFollowing(following);
    }
  }

  #tellFollowing(following) {
    this.#following = following;
    this.#acts.onFollow(following, this.#current);
  }
}
