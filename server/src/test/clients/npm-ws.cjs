// Runs the cookbook through npm's ws: node npm-ws.cjs URL, queries on stdin, one reaction a line.
const WebSocket = require("ws");

const base = process.argv[2];
const WAIT_MS = 8000;

function react(query) {
  return new Promise((resolve) => {
    const seen = [];
    const socket = new WebSocket(`${base}?${query}`, { handshakeTimeout: 2000, maxPayload: 1 << 20 });
    const end = () => {
      clearTimeout(timer);
      socket.terminate();
      resolve(seen.join(", "));
    };
    const timer = setTimeout(() => {
      seen.push("nothing more");
      end();
    }, WAIT_MS);
    socket.on("open", () => {
      seen.push("open");
      socket.send("hello");
    });
    socket.on("message", (data) => {
      seen.push(data.length > 20 ? `${data.length} bytes` : String(data));
      if (!/close|reset|half/.test(query)) socket.close(1000);
    });
    socket.on("error", (error) => seen.push(`error: ${error.message}`));
    socket.on("close", (code, reason) => {
      seen.push(`close ${code} ${reason}`.trim());
      end();
    });
  });
}

async function main() {
  const queries = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
  for (const query of queries) console.log(await react(query));
}

main();
