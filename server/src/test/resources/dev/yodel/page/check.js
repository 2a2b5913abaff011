/* A test harness for modules that run in the browser: name a test, run them all, answer what failed. */
const tests = [];

/** Names a test; `act` may be async and fails by throwing. */
export function test(name, act) {
  tests.push({ name, act });
}

/** Runs every test in order; answers `{name, failure}` for each, `failure` null for a good one. */
export async function run() {
  const results = [];
  for (const { name, act } of tests) {
    try {
      await act();
      results.push({ name, failure: null });
    } catch (error) {
      results.push({ name, failure: String(error.stack ?? error) });
    }
  }
  return results;
}

/** Fails unless both are the same by value. */
export function same(actual, expected, about = "value") {
  const [seen, wanted] = [written(actual), written(expected)];
  if (seen !== wanted) {
    throw new Error(`${about}: ${seen} (expected: ${wanted})`);
  }
}

/** Fails unless it holds. */
export function holds(condition, about) {
  if (!condition) {
    throw new Error(`${about}: does not hold`);
  }
}

/** Fails unless `act` throws an error whose message contains the words. */
export function refuses(act, words) {
  try {
    act();
  } catch (error) {
    holds(error.message.includes(words), `message "${error.message}" containing "${words}"`);
    return;
  }
  throw new Error(`nothing thrown (expected: "${words}")`);
}

/** Waits until `condition` holds, for half a minute at most. */
export async function until(condition, about) {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > end) {
      throw new Error(`${about}: not within 30 s`);
    }
    await new Promise((next) => setTimeout(next, 5));
  }
}

function written(value) {
  return JSON.stringify(plain(value), null, 1);
}

function plain(value) {
  if (value === undefined) {
    return "undefined";
  }
  if (value instanceof Map) {
    return { map: [...value].map(([key, one]) => [key, plain(one)]) };
  }
  if (value instanceof Set) {
    return { set: [...value] };
  }
  if (value instanceof Uint8Array) {
    return { bytes: [...value] };
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return Object.fromEntries(keys.map((key) => [key, plain(value[key])]));
  }
  return value;
}
