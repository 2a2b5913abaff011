/** What a close code means, in words. RFC 6455 section 7.4 below 4000; Yodel's own from 4000 on. */
const MEANINGS = new Map([
  [1000, "normal: the conversation ended as agreed"],
  [1001, "going away: the server stops, or the page was left"],
  [1002, "protocol error: a frame broke the WebSocket protocol"],
  [1003, "unsupported data: this endpoint does not take that type of message"],
  [1005, "no code: the peer's close frame was empty"],
  [1006, "abnormal: the connection ended without a close frame"],
  [1007, "invalid payload: text that is not UTF-8"],
  [1008, "policy: the server does not accept that message"],
  [1009, "too big: the message is longer than the server's limit"],
  [1010, "extension missing: the client wanted one that the server did not offer"],
  [1011, "internal error: the server failed"],
  [1012, "restart: the server comes back soon"],
  [1013, "try again later: the server is overloaded or cannot store"],
  [1014, "bad gateway: a proxy got a bad answer from the server"],
  [1015, "TLS: the handshake failed"],
  [4000, "bad request"],
  [4001, "unauthorized: the token is missing or not valid"],
  [4003, "forbidden"],
  [4010, "kicked by a moderator"],
  [4011, "banned by a moderator"],
  [4100, "overloaded: the server asks for patience"],
  [4101, "too slow: the messages were not read fast enough"],
  [4102, "rate limited: too many messages"],
  [4103, "token expired"],
  [4104, "hello timeout: the greeting came too late"],
  [4105, "heartbeat timeout: no sign of life"],
  [4200, "going away: the server stops, come back"],
]);

/** A sentence that explains a close code, its range when the code itself has no meaning of its own. */
export function meaningOf(code) {
  return MEANINGS.get(code) ?? rangeOf(code);
}

function rangeOf(code) {
  if (code >= 4000 && code <= 4999) {
    return "private: the application's own code";
  }
  if (code >= 3000 && code < 4000) {
    return "registered: a library's or framework's code";
  }
  return "reserved: nobody may send this code";
}

/** What a client does after a close: `stop`, `backoff` or `now`. The range alone decides. */
export function verdictOf(code) {
  if (code === 1001 || code === 1005 || code === 1006 || (code >= 1011 && code <= 1014)) {
    return "backoff";
  }
  if (code < 4100 || code >= 4300) {
    return "stop";
  }
  return code < 4200 ? "backoff" : "now";
}
