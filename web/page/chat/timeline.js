/** The messages of a room, ascending by `seq`, as pure functions on arrays that are never changed in place. */

/** What a `message` event becomes. `time` is in milliseconds since 1970. */
export function messageOf(event) {
  return {
    seq: event.seq,
    time: Date.parse(event.time),
    from: event.from,
    text: event.text,
    replyTo: event.replyTo ?? null,
    postId: event.postId,
    edited: event.edited === true,
    deleted: event.deleted === true,
    reactions: event.reactions ?? [],
  };
}

/** What a `moderated` event becomes: a line between messages. */
export function noticeOf(event) {
  const { user, action, reason = "", until = null } = event;
  return { seq: event.seq, time: Date.parse(event.time), from: event.from, notice: { user, action, reason, until } };
}

/** The index of the first message whose `seq` is at least this. */
export function indexOf(messages, seq) {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle].seq < seq) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The message with this `seq`, or undefined. */
export function find(messages, seq) {
  const found = messages[indexOf(messages, seq)];
  return found?.seq === seq ? found : undefined;
}

/** Both lists as one; where both hold a `seq`, the one of `fresh` counts. */
export function merge(messages, fresh) {
  if (fresh.length === 0) {
    return messages;
  }
  if (messages.length === 0 || messages[messages.length - 1].seq < fresh[0].seq) {
    return messages.concat(fresh);
  }
  if (fresh[fresh.length - 1].seq < messages[0].seq) {
    return fresh.concat(messages);
  }
  const bySeq = new Map(messages.concat(fresh).map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Whether an event changes a message that stands already. */
export function isChange({ type }) {
  return type !== "message" && type !== "moderated";
}

/** Applies one durable event. Applying it twice is harmless; one whose target is not loaded changes nothing. */
export function apply(messages, event) {
  switch (event.type) {
    case "message":
      return merge(messages, [messageOf(event)]);
    case "moderated":
      return merge(messages, [noticeOf(event)]);
    case "edited":
      return change(messages, event.target, (one) =>
        one.deleted || event.text === "" ? one : { ...one, text: event.text, edited: true },
      );
    case "deleted":
      return change(messages, event.target, (one) => ({ ...one, text: "", deleted: true, reactions: [] }));
    case "reaction":
      return change(messages, event.target, (one) => reacted(one, event));
    default:
      return messages;
  }
}

/** Applies many durable events in order. */
export function applyAll(messages, events) {
  let result = messages;
  let run = [];
  for (const event of events) {
    if (event.type === "message") {
      run.push(messageOf(event));
    } else {
      result = apply(merge(result, run), event);
      run = [];
    }
  }
  return merge(result, run);
}

function change(messages, seq, how) {
  const index = indexOf(messages, seq);
  const before = messages[index];
  if (before?.seq !== seq || before.notice) {
    return messages;
  }
  const after = how(before);
  return after === before ? messages : messages.with(index, after);
}

function reacted(message, { key, on, from }) {
  const index = message.reactions.findIndex((one) => one.key === key);
  const had = index >= 0 && message.reactions[index].users.includes(from.id);
  if (message.deleted || had === on) {
    return message;
  }
  return { ...message, reactions: withReaction(message.reactions, index, { key, on, user: from.id }) };
}

function withReaction(reactions, index, { key, on, user }) {
  if (index < 0) {
    return [...reactions, { key, count: 1, users: [user] }];
  }
  const { count, users } = reactions[index];
  const next = on
    ? { key, count: count + 1, users: [...users, user] }
    : { key, count: count - 1, users: users.filter((id) => id !== user) };
  return next.count > 0 ? reactions.with(index, next) : reactions.toSpliced(index, 1);
}
