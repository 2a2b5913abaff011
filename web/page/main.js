import { fillHelp } from "./chat/help.js";
import { ChatView, roomOfHash } from "./chat/view.js";
import { byId } from "./common/dom.js";
import { EchoView } from "./echo/view.js";

const chat = new ChatView(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
new EchoView();
fillHelp();

/** Shows the view that the page's address names: `#/echo`, or the chat. */
function showView() {
  const echo = location.hash === "#/echo";
  byId("echo").hidden = !echo;
  byId("echo-state").hidden = !echo;
  byId("chat").hidden = echo;
  byId("chat-state").hidden = echo;
  byId("to-echo").toggleAttribute("aria-current", echo);
  byId("to-chat").toggleAttribute("aria-current", !echo);
  if (echo) {
    document.title = "WebSocket Echo Test · Yodel";
  }
  chat.shown = !echo;
}

addEventListener("hashchange", showView);
showView();
chat.start(roomOfHash());
