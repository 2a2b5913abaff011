import { EARLY_MS, Pass, expiryOf } from "/chat/pass.js";
import { same, test } from "./check.js";

/** A token whose claims are these; nobody here checks the signature. */
function token(claims) {
  const part = (value) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${part({ alg: "HS256" })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** A session with what a pass needs of it. */
function session(answer = async () => ({ type: "ok" })) {
  const kept = new Map();
  const [said, asked] = [[], []];
  const tabs = {
    recall: (name, otherwise = null) => kept.get(name) ?? otherwise,
    keep: (name, value) => (value === null ? kept.delete(name) : kept.set(name, value)),
    say: (word) => said.push(word),
  };
  return { tabs, kept, said, asked, link: { request: (fields) => asked.push(fields) && answer(fields) } };
}

const soon = () => Math.floor(Date.now() / 1000) + 60;
const later = () => Math.floor(Date.now() / 1000) + 3_600;

test("the end of a token is read, of another string not", () => {
  same(expiryOf(token({ exp: 1_800_000_000, name: "Zoë?>" })), 1_800_000_000_000);
  same([expiryOf("y1.abc.def"), expiryOf(""), expiryOf(token({})), expiryOf(token({ exp: "never" }))], [null, null, null, null]);
});

test("a token that was brought is used once and not kept", () => {
  const one = session();
  const pass = new Pass(one, () => {});
  same(pass.token, undefined);
  const brought = token({ exp: later() });
  pass.bring(brought);
  same([pass.token, one.kept.size], [brought, 0]);
  pass.onWelcome("y1.resume");
  same([pass.token, one.kept.get("token"), one.kept.get("expires")], ["y1.resume", "y1.resume", expiryOf(brought)]);
});

test("a refused token is forgotten; one that was kept is worth another try without", () => {
  const pass = new Pass(session(), () => {});
  pass.bring("nonsense");
  same([pass.forget(), pass.token], [false, undefined]);
  pass.onWelcome("y1.resume");
  same([pass.forget(), pass.forget(), pass.token], [true, false, undefined]);
});

test("a newer token is asked for in time, and every tab is told of it", async () => {
  const ends = [];
  const one = session();
  const pass = new Pass(one, (expires) => ends.push(expires));
  const first = token({ exp: soon() });
  pass.bring(first);
  pass.onWelcome("y1.resume");
  same([ends, EARLY_MS > 60_000], [[expiryOf(first)], true]);
  const newer = token({ exp: later() });
  await pass.renew(newer);
  same([ends.at(-1), one.asked, one.said], [null, [{ type: "refresh", token: newer }], [{ type: "token", token: newer }]]);
  same([pass.token, one.kept.get("expires")], [newer, expiryOf(newer)]);
});

test("a token that the server does not take changes nothing", async () => {
  const one = session(async () => {
    throw new Error("token (expected: the same user's)");
  });
  const pass = new Pass(one, () => {});
  pass.bring(token({ exp: soon() }));
  pass.onWelcome("y1.resume");
  const failure = await pass.renew(token({ exp: later() })).catch((error) => error.message);
  same([failure, pass.token, one.said], ["token (expected: the same user's)", "y1.resume", []]);
});
