package dev.yodel.client.terminal;

import dev.yodel.client.Peer;
import dev.yodel.protocol.JsonLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A chat server that refuses the room {@code board}, takes notes of what is posted, and answers a
 * post unless it is told not to.
 */
final class ScriptedChat {

  private static final String TIME = "\"time\":\"2026-01-01T00:00:00.000Z\"";

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final int closeCode;
  private final CompletableFuture<?> mayRefuse;
  private long seq;

  private ScriptedChat(int closeCode, CompletableFuture<?> mayRefuse) {
    this.closeCode = closeCode;
    this.mayRefuse = mayRefuse;
  }

  static ScriptedChat kind() {
    return closingWith(0);
  }

  /** Refuses, and goes on, no earlier than this is settled. */
  static ScriptedChat refusingAfter(CompletableFuture<?> mayRefuse) {
    return new ScriptedChat(0, mayRefuse);
  }

  /** Ends the connection instead of answering a post. */
  static ScriptedChat closingWith(int code) {
    return new ScriptedChat(code, CompletableFuture.completedFuture(null));
  }

  /** What was posted: room and text. */
  List<String> posted() {
    return posted;
  }

  /** Who the clients said they are. */
  List<String> tokens() {
    return tokens;
  }

  /** Plays until the client goes; its Close frame is answered with another. */
  void play(Peer peer) throws IOException {
    begin(peer);
    if (serve(peer)) {
      peer.sendClose(1000, "");
    }
    peer.finish();
  }

  /** The same, but what the client's Close frame waits for never comes. */
  void playWithoutGoodbye(Peer peer) throws IOException {
    begin(peer);
    serve(peer);
    peer.awaitEnd();
  }

  private void begin(Peer peer) throws IOException {
    peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
    Map<String, Object> hello = JsonLine.read(peer.read().payload());
    if (hello.get("token") instanceof String token) {
      tokens.add(token);
    }
    peer.send(
        Peer.TEXT,
        "{\"type\":\"welcome\",\"id\":\""
            + hello.get("id")
            + "\",\"user\":{\"id\":\"u-1\",\"name\":\"Heidi\",\"role\":\"member\"},"
            + "\"resume\":\"r\",\"node\":\"n\",\"version\":\"1\","
            + TIME
            + ",\"heartbeat\":{\"intervalMs\":25000,\"timeoutMs\":10000},\"limits\":{"
            + "\"frameBytes\":65536,\"textChars\":4000,\"rooms\":64,\"history\":200,"
            + "\"pageBytes\":262144,\"postsPerSecond\":50,\"postsInFlight\":32,"
            + "\"roomMembers\":100}}");
    joined(peer, "lobby", "");
  }

  /** Serves until a Close frame is due; true if the client sent one. */
  private boolean serve(Peer peer) throws IOException {
    for (Peer.Frame frame = peer.read(); frame.opcode() == Peer.TEXT; frame = peer.read()) {
      Map<String, Object> request = JsonLine.read(frame.payload());
      if ("post".equals(request.get("type")) && closeCode != 0) {
        peer.sendClose(closeCode, "");
        return false;
      }
      answer(peer, request, String.valueOf(request.get("room")));
    }
    return true;
  }

  private void answer(Peer peer, Map<String, Object> request, String room) throws IOException {
    String id = "\"id\":\"" + request.get("id") + "\",";
    if ("post".equals(request.get("type"))) {
      posted.add(room + ": " + request.get("text"));
      seq++;
      String rest = "\"room\":\"" + room + "\",\"seq\":" + seq + "," + TIME + ",";
      String post = "\"postId\":\"" + request.get("postId") + "\"";
      peer.send(Peer.TEXT, "{\"type\":\"ok\"," + id + rest + post + "}");
    } else if (!"join".equals(request.get("type"))) {
      peer.send(Peer.TEXT, "{\"type\":\"ok\"," + id.replace(",", "") + "}");
    } else if (room.equals("board")) {
      mayRefuse.join();
      String refusal = "\"code\":\"banned\",\"message\":\"you are banned\",\"retryable\":false";
      peer.send(Peer.TEXT, "{\"type\":\"error\"," + id + "\"room\":\"board\"," + refusal + "}");
    } else {
      joined(peer, room, id);
    }
  }

  private static void joined(Peer peer, String room, String id) throws IOException {
    String name = "\"room\":\"" + room + "\",";
    String span = "\"epoch\":\"e\",\"head\":0,\"floor\":0,\"count\":1,\"members\":[]}";
    peer.send(Peer.TEXT, "{\"type\":\"joined\"," + id + name + span);
    peer.send(Peer.TEXT, "{\"type\":\"live\"," + name + "\"seq\":0}");
  }
}
