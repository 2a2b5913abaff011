/** The commands of the message box: their words and what they do, in the order of the help. */
export const COMMANDS = [
  ["/join", "ROOM", "enters a room"],
  ["/leave", "", "leaves this room"],
  ["/nick", "NAME", "changes your name"],
  ["/msg", "NAME TEXT", "writes to one person"],
  ["/me", "TEXT", "says what you do"],
  ["/who", "", "shows who is here"],
  ["/search", "TEXT", "searches this room"],
  ["/help", "", "shows keys and commands"],
];

const NEEDS_TEXT = new Set(["/join", "/nick", "/msg", "/me", "/search"]);

/**
 * What a line means: `{kind: "post", text}`, `{kind: "command", name, rest}` or `{kind: "problem", words}`. Two slashes
 * post a text that begins with one.
 */
export function parse(line) {
  if (!line.startsWith("/") || line.startsWith("/me ")) {
    return { kind: "post", text: line };
  }
  if (line.startsWith("//")) {
    return { kind: "post", text: line.slice(1) };
  }
  const [, word, rest] = /^(\S+)\s*([^]*)$/.exec(line);
  const name = word.toLowerCase();
  const command = COMMANDS.find(([known]) => known === name);
  if (!command) {
    return { kind: "problem", words: `${word} is no command. Write /help for those there are, or //${word.slice(1)}.` };
  }
  if (NEEDS_TEXT.has(name) && rest.trim() === "") {
    return { kind: "problem", words: `${name} needs more: ${name} ${command[1]}` };
  }
  return { kind: "command", name, rest: rest.trim() };
}

/** Divides what follows `/msg` into a known name, spaces and all, and the text. */
export function splitRecipient(rest, names) {
  const lower = rest.toLowerCase();
  const known = names
    .filter((name) => lower.startsWith(`${name.toLowerCase()} `))
    .sort((a, b) => b.length - a.length)[0];
  const [, first, others] = /^@?(\S+)\s*([^]*)$/.exec(rest);
  return known === undefined ? { name: first, text: others } : { name: known, text: rest.slice(known.length).trim() };
}

/**
 * What Tab could make of the word before the caret: a list of `{text, caret}`, best first, empty where there is nothing
 * to complete. A name at the start of a line gets a colon.
 */
export function completions(text, caret, names) {
  const before = text.slice(0, caret);
  const [word] = /\S*$/.exec(before);
  if (word === "") {
    return [];
  }
  const start = caret - word.length;
  const make = (whole) => ({ text: text.slice(0, start) + whole + text.slice(caret), caret: start + whole.length });
  if (start === 0 && word.startsWith("/")) {
    return COMMANDS.filter(([name]) => name.startsWith(word.toLowerCase())).map(([name]) => make(`${name} `));
  }
  const at = word.startsWith("@");
  const stem = (at ? word.slice(1) : word).toLowerCase();
  const found = names.filter((name) => name.toLowerCase().startsWith(stem) && (at || stem !== ""));
  const end = start === 0 && !at ? ": " : " ";
  return found.map((name) => make(`@${name}${end}`));
}
