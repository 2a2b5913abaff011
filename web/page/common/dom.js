/** The element with this id; it must exist. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`id: "${id}" (expected: an element of index.html)`);
  }
  return element;
}

/**
 * Makes an element. Attributes `class`, `hidden`, `on…` listeners and `dataset` are understood; children are nodes or
 * text. Text is only ever set as text: nothing that came over the wire can become markup.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === "dataset") {
      Object.assign(element.dataset, value);
    } else if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Shows a sentence and what somebody else said to it. That stands isolated, as names do, so that no direction that it
 * sets turns what is around it. What is shown already is left alone: a live region announces each change.
 */
export function say(element, words, said = "") {
  const quoted = said === "" ? [] : [" – “", h("bdi", {}, said), "”"];
  const next = h("span", {}, words, ...quoted);
  if (element.textContent !== next.textContent) {
    element.replaceChildren(...next.childNodes);
  }
}

/** Calls `paint` at most once per frame, however often the returned function is called. */
export function oncePerFrame(paint) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        paint();
      });
    }
  };
}
