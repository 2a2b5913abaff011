// An echo on npm ws; with a certificate and its key as arguments it speaks TLS. Prints its port.
const fs = require("fs");
const http = require("http");
const https = require("https");
const { WebSocketServer } = require("ws");

const [cert, key] = process.argv.slice(2);
const refuse = (_, response) => response.writeHead(426).end();
const server = cert
  ? https.createServer({ cert: fs.readFileSync(cert), key: fs.readFileSync(key) }, refuse)
  : http.createServer(refuse);
const echo = new WebSocketServer({ server, perMessageDeflate: true, maxPayload: 16 << 20 });
echo.on("connection", (socket) => {
  socket.on("message", (data, binary) => socket.send(data, { binary }));
  socket.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit(0));
