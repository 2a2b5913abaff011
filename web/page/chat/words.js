const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** The time of day of a message. */
export function timeOf(millis) {
  return clock.format(millis);
}

/** The whole date and time of a message. */
export function momentOf(millis) {
  return whole.format(millis);
}

/** A key that messages of one local day share. */
export function dayKey(millis) {
  return new Date(millis).toDateString();
}

/** The day in words: today, yesterday, or its date. */
export function dayOf(millis, now = Date.now()) {
  const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(millis) - midnight(now)) / 86_400_000);
  const words = days === 0 || days === -1 ? relative.format(days, "day") : day.format(millis);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** Which of `many` calm colours an author has: always the same for one id. */
export function colourOf(id, many = 8) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) {
    hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  }
  return hash % many;
}

/** Who types, in words. */
export function typingWords(names) {
  if (names.length === 0) {
    return "";
  }
  if (names.length > 3) {
    return "Several people are typing…";
  }
  const list = new Intl.ListFormat(undefined, { style: "long", type: "conjunction" }).format(names);
  return `${list} ${names.length === 1 ? "is" : "are"} typing…`;
}

/** The state of the connection in words that change with it only: a live region announces each change. */
export function stateWords(link) {
  if (link.state === "waiting") {
    return link.draining ? "The server restarts" : "Connection lost";
  }
  return linkWords(link);
}

/** The state of the connection in words, with the seconds until the next attempt. */
export function linkWords(link, now = Date.now()) {
  switch (link.state) {
    case "connecting":
      return "Connecting…";
    case "live":
      return link.draining ? "The server is about to stop; this page comes back by itself" : "Live";
    case "waiting": {
      const seconds = Math.max(0, Math.ceil((link.until - now) / 1000));
      return `${stateWords(link)}; trying again ${seconds === 0 ? "now" : `in ${seconds} s`}`;
    }
    case "offline":
      return "This device is offline; what you write is kept and sent later";
    case "stopped":
      return `Disconnected: ${link.words}`;
    default:
      return "Not connected";
  }
}

function endOf(end, time) {
  return dayKey(end) === dayKey(time) ? timeOf(end) : momentOf(end);
}

/** What a moderator did, in words. */
export function noticeWords({ from, time, notice }, nameOf) {
  const acts = { kick: "removed", mute: "muted", unmute: "unmuted", ban: "banned", unban: "lifted the ban on" };
  const until = notice.until === null ? "" : ` until ${endOf(Date.parse(notice.until), time)}`;
  const reason = notice.reason === "" ? "" : ` (${notice.reason})`;
  return `${from.name} ${acts[notice.action] ?? notice.action} ${nameOf(notice.user)}${until}${reason}`;
}
