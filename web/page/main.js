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
  markCurrent(byId("to-echo"), echo);
  markCurrent(byId("to-chat"), !echo);
  document.title = echo ? "WebSocket Echo Test · Yodel" : "Chat · Yodel";
  chat.shown = !echo;
}

function markCurrent(link, current) {
  if (current) {
    link.setAttribute("aria-current", "page");
  } else {
    link.removeAttribute("aria-current");
  }
}

addEventListener("hashchange", showView);
showView();
chat.start(roomOfHash());
