import { Pages } from "/chat/pages.js";
import { same, test, until } from "./check.js";

/** A session whose server answers as `answer` says. */
function session(answer) {
  const asked = [];
  const actions = [];
  const request = async (fields) => {
    asked.push(fields.type);
    return answer(fields);
  };
  const state = { rooms: new Map([["lobby", { epoch: "e", position: 7 }]]) };
  const pages = new Pages({ state, link: { request }, dispatch: (action) => actions.push(action.type) });
  return { pages, asked, actions };
}

function refusal(code, more) {
  return Object.assign(new Error(code), { code, lost: false, ...more });
}

test("a read that failed is not asked again at once, and says why it failed", async () => {
  const error = refusal("storage_unavailable", { retryAfterMs: 100 });
  const { pages, actions } = session(() => Promise.reject(error));
  const began = performance.now();
  same((await pages.load("older", "lobby", { before: 3 })) === error, true);
  same(actions, ["loading"]);
  await until(() => actions.length === 2, "wait");
  same([actions[1], performance.now() - began >= 90], ["unasked", true]);
});

test("a replay that left the room and could not come back comes back later", async () => {
  let outside = false;
  const { pages, asked } = session(async ({ type }) => {
    if (type === "leave" && outside) {
      throw refusal("not_joined");
    }
    const again = outside;
    outside = true;
    if (type === "join" && !again) {
      throw refusal("room_full");
    }
    return {};
  });
  await pages.replay("lobby");
  await pages.replay("lobby");
  same(asked, ["leave", "join", "leave", "join"]);
});
