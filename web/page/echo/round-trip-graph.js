import { formatMillis } from "../common/bytes.js";
import { oncePerFrame } from "../common/dom.js";

/** The most round trips that the graph shows and the quantiles are of. */
export const MAX_POINTS = 500;
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 500;
const HEIGHT = 60;

/** The value below which so much of the sorted values lies: the nearest rank. */
export function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The last round trips as a line, with the 50th and the 99th of a hundred. */
export class RoundTripGraph {
  #svg;
  #words;
  #points = [];
  #paint = oncePerFrame(() => this.#paintNow());

  constructor(svg, words) {
    this.#svg = svg;
    this.#words = words;
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    this.#paint();
  }

  add(millis) {
    this.#points.push(millis);
    if (this.#points.length > MAX_POINTS) {
      this.#points.shift();
    }
    this.#paint();
  }

  clear() {
    this.#points = [];
    this.#paint();
  }

  #paintNow() {
    const sorted = this.#points.toSorted((a, b) => a - b);
    if (sorted.length === 0) {
      this.#svg.replaceChildren();
      this.#words.textContent = "Round trips appear here.";
      return;
    }
    const [p50, p99, most] = [quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.at(-1)];
    const words = [`p50 ${formatMillis(p50)}`, `p99 ${formatMillis(p99)}`, `max ${formatMillis(most)}`];
    this.#words.textContent = `${words.join(" · ")} · of the last ${sorted.length}`;
    this.#svg.replaceChildren(this.#level("p99", p99, most), this.#level("p50", p50, most), this.#line(most));
  }

  #line(most) {
    const step = WIDTH / Math.max(1, this.#points.length - 1);
    const points = this.#points.map((value, index) => `${(index * step).toFixed(1)},${heightOf(value, most)}`);
    return shape("polyline", { class: "trips", points: points.join(" ") });
  }

  #level(name, value, most) {
    return shape("line", { class: name, x1: 0, x2: WIDTH, y1: heightOf(value, most), y2: heightOf(value, most) });
  }
}

function heightOf(value, most) {
  return (HEIGHT - 2 - (most === 0 ? 0 : (value / most) * (HEIGHT - 6))).toFixed(1);
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.setAttribute("vector-effect", "non-scaling-stroke");
  return element;
}
