import { byId, h } from "../common/dom.js";
import { COMMANDS } from "./commands.js";

const KEYS = [
  ["Enter", "sends the message"],
  ["Shift + Enter", "breaks the line"],
  ["Up", "in an empty box: edits your last message"],
  ["Tab", "completes a name or a command"],
  ["Escape", "gives up a reply or an edit; goes to the newest message"],
  ["Ctrl + K", "goes to a room or a person"],
  ["Alt + Up, Alt + Down", "the conversation before, the next"],
  ["Up, Down, Home, End", "among messages"],
  ["+  r  e  Delete", "on a message: react, reply, edit, delete"],
  ["m", "on a message, for moderators: kick, mute or ban its author"],
  ["?", "this help"],
];

/** Writes the help: every key and every command. */
export function fillHelp() {
  const keys = KEYS.map(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)]);
  const commands = COMMANDS.map(([name, rest, words]) => [
    h("dt", {}, h("code", {}, `${name} ${rest}`.trim())),
    h("dd", {}, words),
  ]);
  byId("help-keys").replaceChildren(...[...keys, ...commands].flat());
}
