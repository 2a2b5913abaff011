/** The subprotocol of chat. */
export const SUBPROTOCOL = "yodel.v1.json";
/** The longest text, in code points, until `welcome` says otherwise. */
export const TEXT_CHARS = 4000;

/** A place in a room's log, as `isKind` knows it. */
const POSITION = "integer from 0 to 2^53-1";

const EVENT = { room: "string", seq: POSITION, prev: POSITION, time: "string", from: "author", postId: "string" };

/** The fields that each type of message must carry; unknown fields are ignored, unknown types skipped. */
const SHAPES = {
  welcome: { id: "string", user: "author", resume: "string", heartbeat: "object", limits: "object" },
  joined: { room: "string", epoch: "string", head: POSITION, floor: POSITION, count: "number", members: "array" },
  message: { ...EVENT, text: "string" },
  edited: { ...EVENT, target: POSITION, text: "string" },
  deleted: { ...EVENT, target: POSITION },
  reaction: { ...EVENT, target: POSITION, key: "string", on: "boolean" },
  moderated: { ...EVENT, user: "string", action: "string" },
  page: { room: "string", epoch: "string", events: "array", more: "object" },
  live: { room: "string", seq: POSITION },
  resync: { room: "string", epoch: "string", head: POSITION, floor: POSITION },
  presence: { room: "string", event: "string", count: "number" },
  direct: { from: "author", to: "string", postId: "string", time: "string", text: "string" },
  typing: { room: "string", state: "string", from: "author" },
  read: { room: "string", seq: POSITION, from: "author" },
  ok: { id: "string" },
  members: { id: "string", room: "string", members: "array", count: "number" },
  error: { code: "string", message: "string", retryable: "boolean" },
  goaway: { reason: "string", retryAfterMs: "number" },
  pong: { id: "string" },
};

/** Fields that a type may carry, or null; the same is expected of them then. */
const OPTIONAL = { message: { replyTo: POSITION }, ok: { seq: POSITION } };

/** The durable events: those that carry `seq` and `prev`. */
const DURABLE = new Set(["message", "edited", "deleted", "reaction", "moderated"]);

/** Whether this message is an event of a room's log. */
export function isDurable(message) {
  return DURABLE.has(message.type);
}

/**
 * Reads a frame of the server. Answers null for a type that is not known, since newer servers may say more; throws
 * RangeError for a frame that is not a message of the protocol.
 */
export function decode(frame) {
  const message = JSON.parse(frame);
  if (message === null || typeof message !== "object" || typeof message.type !== "string") {
    throw new RangeError("frame: no object with a type (expected: one JSON object)");
  }
  if (!Object.hasOwn(SHAPES, message.type)) {
    return null;
  }
  checkShape(message);
  if (message.type === "page") {
    message.events = message.events.filter((event) => Object.hasOwn(SHAPES, event?.type));
    message.events.forEach(checkShape);
  }
  return message;
}

function checkShape(message) {
  const given = Object.entries(OPTIONAL[message.type] ?? {}).filter(([field]) => (message[field] ?? null) !== null);
  for (const [field, kind] of [...Object.entries(SHAPES[message.type]), ...given]) {
    if (!isKind(message[field], kind)) {
      throw new RangeError(`${message.type}.${field}: ${JSON.stringify(message[field])} (expected: ${kind})`);
    }
  }
}

function isKind(value, kind) {
  if (kind === "array") {
    return Array.isArray(value);
  }
  if (kind === POSITION) {
    return Number.isSafeInteger(value) && value >= 0;
  }
  if (kind === "author") {
    return typeof value?.id === "string" && typeof value.name === "string";
  }
  return typeof value === kind && value !== null;
}

/** Writes a request as a frame. Fields that are undefined are left out. */
export function encode(message) {
  return JSON.stringify(message);
}

/** The length that the protocol counts. */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

/** Letters and marks among them for which nothing is shown. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

/** Why this is no name for a room, or null if it may be one. */
export function roomNameProblem(name) {
  const length = codePoints(name);
  if (length < 1 || length > 64) {
    return "A room's name has 1 to 64 characters.";
  }
  const valid = /^[\p{L}\p{Nd}\-_.]+$/u.test(name) && !IGNORABLE.test(name);
  return valid ? null : "A room's name has letters, digits, “-”, “_” and “.” only.";
}

/** Why this is no name for a user, or null if it may be one. The server has the last word. */
export function userNameProblem(name) {
  const length = codePoints(name);
  if (length < 1 || length > 32) {
    return "A name has 1 to 32 characters.";
  }
  if (!/^[\p{L}\p{Nd}\p{M}\-_.]+( [\p{L}\p{Nd}\p{M}\-_.]+)*$/u.test(name) || IGNORABLE.test(name)) {
    return "A name has letters, digits, “-”, “_”, “.” and single spaces inside only.";
  }
  return null;
}

/** Why this text cannot be posted, or null if it can. */
export function textProblem(text, limit = TEXT_CHARS) {
  if (text === "") {
    return "There is nothing to send.";
  }
  if (text.includes("\0")) {
    return "A message cannot hold the NUL character.";
  }
  const length = codePoints(text);
  return length > limit ? `The message has ${length} characters; ${limit} are allowed.` : null;
}

/** The same text without lone surrogates, which have no UTF-8. */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** An identifier that nobody else will draw: 26 characters, 130 bits. Works without a secure context. */
export function drawId() {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("");
}
