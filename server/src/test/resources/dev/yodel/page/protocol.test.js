import {
  codePoints,
  decode,
  drawId,
  encode,
  isDurable,
  roomNameProblem,
  textProblem,
  userNameProblem,
  wellFormed,
} from "/chat/protocol.js";
import * as requests from "/chat/requests.js";
import { holds, refuses, same, test } from "./check.js";

const { server, client } = await (await fetch("/golden/index.json")).json();

async function golden(path) {
  return (await fetch(`/golden/${path}`)).text();
}

for (const name of server) {
  test(`golden: understands server/${name}`, async () => {
    const text = await golden(`server/${name}`);
    same(decode(text), JSON.parse(text));
  });
}

for (const name of client) {
  test(`golden: writes client/${name}`, async () => {
    const wanted = JSON.parse(await golden(`client/${name}`));
    const { id, ...fields } = wanted;
    const written = requests[wanted.type === "delete" ? "remove" : wanted.type]({ client: undefined, ...fields });
    same(JSON.parse(encode({ ...written, id })), wanted);
  });
}

test("there are golden files of both sides", () => {
  holds(server.length > 20, "server");
  holds(client.length > 20, "client");
});

test("unknown types are skipped, unknown fields ignored", () => {
  same(decode('{"type":"confetti"}'), null);
  same(decode('{"type":"pong","id":"1","new":true}').id, "1");
  same(decode('{"type":"hasOwnProperty"}'), null);
  const page = '{"type":"page","room":"a","epoch":"e","more":{},"events":[{"type":"new"}]}';
  same(decode(page).events, []);
});

test("what is not the protocol is refused with what was wrong", () => {
  refuses(() => decode("[]"), "no object with a type");
  refuses(() => decode("null"), "no object with a type");
  refuses(() => decode('{"type":"live","room":"a","seq":"7"}'), 'live.seq: "7" (expected: integer from 0 to 2^53-1)');
  refuses(() => decode('{"type":"direct","from":{"id":"x"},"to":"y"}'), "direct.from");
});

test("a place in a log is an integer that can be counted on from", () => {
  const live = (seq) => `{"type":"live","room":"a","seq":${seq}}`;
  same([0, 2 ** 53 - 1].map((seq) => decode(live(seq)).seq), [0, 2 ** 53 - 1]);
  ["1e99", "-1", "1.5", "9007199254740992", "null"].forEach((seq) => refuses(() => decode(live(seq)), "live.seq"));
  refuses(() => decode('{"type":"read","room":"a","seq":1e99,"from":{"id":"x","name":"X"}}'), "read.seq");
  refuses(() => decode('{"type":"ok","id":"1","seq":1e99}'), "ok.seq");
  same(decode('{"type":"ok","id":"1","seq":null}').seq, null);
});

test("only the events of a log are durable", () => {
  same(["message", "edited", "deleted", "reaction", "moderated"].every((type) => isDurable({ type })), true);
  same(["typing", "presence", "direct", "page", "live"].some((type) => isDurable({ type })), false);
});

test("lengths are counted in code points", () => {
  same([codePoints("🏔🏔"), codePoints("aé"), codePoints("")], [2, 2, 0]);
  same(textProblem("🏔".repeat(4000)), null);
  same(textProblem("🏔".repeat(4001)), "The message has 4001 characters; 4000 are allowed.");
  holds(textProblem("") !== null && textProblem("a\0") !== null, "empty and NUL");
});

test("names follow the protocol", () => {
  same(["lobby", "a.b-c_d", "Übung7", "厨房"].map(roomNameProblem), [null, null, null, null]);
  same(["", "a b", "a/b", "#a", "x".repeat(65)].filter((name) => roomNameProblem(name) === null), []);
  same(["Ann Lee", "x", "نور", "J.-P. o_o"].map(userNameProblem), [null, null, null, null]);
  const wrong = ["", " a", "a ", "a  b", "a\u202eb", "a\nb", "x".repeat(33), "<b>"];
  same(wrong.filter((name) => userNameProblem(name) === null), []);
});

test("names have no characters that show nothing", () => {
  const invisible = [0x34f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180f, 0x3164, 0xfe00, 0xfe0f, 0xffa0, 0xe0100];
  const names = invisible.map((point) => "Ann" + String.fromCodePoint(point));
  same(names.filter((name) => roomNameProblem(name) === null), []);
  same(names.filter((name) => userNameProblem(name) === null), []);
});

test("lone surrogates are replaced, pairs are kept", () => {
  same(wellFormed("a\ud800b\udc00🏔"), "a\ufffdb\ufffd🏔");
});

test("drawn ids are of the right size and differ", () => {
  const ids = new Set(Array.from({ length: 500 }, drawId));
  same(ids.size, 500);
  holds([...ids].every((id) => /^[a-z2-7]{26}$/.test(id)), "alphabet");
});
