package dev.yodel.cut;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.crash.Transcript;
import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.websocket.lab.RawPeer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client with one post on its way: when the connection ends before the answer, it comes back with
 * its position and says the same post again. It works on a raw socket, which misses no end.
 */
final class Sender implements AutoCloseable {

  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final Transcript transcript = new Transcript();
  private final int port;
  private final RoomName room;
  private @Nullable RawPeer peer;
  private @Nullable String resume;
  private @Nullable String epoch;
  private int repeats;

  Sender(int port, RoomName room) {
    this.port = port;
    this.room = room;
  }

  Transcript transcript() {
    return transcript;
  }

  /** How many answers said that the log had the post already. */
  int repeats() {
    return repeats;
  }

  boolean isConnected() {
    return peer != null;
  }

  /** Connects and resumes; tells whether the connection held until it was live. */
  boolean connect() {
    try {
      peer = RawPeer.ask(port, "/ws", "Sec-WebSocket-Protocol: " + MessageCodec.SUBPROTOCOL);
      if (!peer.status.startsWith("HTTP/1.1 101 ")) {
        throw new AssertionError("expected an upgrade, got " + peer.status);
      }
      Position after = epoch == null ? null : new Position(epoch, transcript.last());
      UserName name = new UserName("Sender");
      say(
          new ClientMessage.Hello(
              "hello", name, resume, null, List.of(new RoomStart(room, after, 0))));
      hearUntil(ServerMessage.Live.class);
      return true;
    } catch (IOException lost) {
      return lost(lost, "live");
    }
  }

  /** Says a post and waits for its answer; tells whether the connection held until it came. */
  boolean post(ClientMessage.Post post) {
    try {
      say(post);
      hearUntil(ServerMessage.Ok.class);
      return true;
    } catch (IOException lost) {
      return lost(lost, "the answer to " + post.postId());
    }
  }

  /** Hears events until one has this place. */
  void hearUpTo(long seq) throws IOException {
    while (transcript.last() < seq) {
      hear();
    }
  }

  /** Asks, and waits for the page that answers. */
  ServerMessage.Page ask(ClientMessage.History question) throws IOException {
    say(question);
    ServerMessage.Page page = hearUntil(ServerMessage.Page.class);
    while (page.id() == null) {
      page = hearUntil(ServerMessage.Page.class);
    }
    return page;
  }

  private boolean lost(IOException lost, String what) {
    if (lost instanceof SocketTimeoutException) {
      throw new AssertionError("neither an end nor " + what + "; " + position(), lost);
    }
    close();
    return false;
  }

  private void say(ClientMessage message) throws IOException {
    connection().text(new String(codec.write(message), UTF_8));
  }

  private <T extends ServerMessage> T hearUntil(Class<T> type) throws IOException {
    while (true) {
      ServerMessage message = hear();
      if (type.isInstance(message)) {
        return type.cast(message);
      }
    }
  }

  private ServerMessage hear() throws IOException {
    RawPeer.Frame frame = connection().frame();
    while (frame.first() == PING) {
      connection().frame(PONG, frame.payload());
      frame = connection().frame();
    }
    String text = new String(frame.payload(), UTF_8);
    if (frame.first() != TEXT) {
      throw new AssertionError("expected text, got a frame " + frame.first() + " " + text);
    }
    try {
      ServerMessage message = codec.readServer(frame.payload());
      take(message);
      return message;
    } catch (BadMessageException e) {
      throw new AssertionError(text, e);
    }
  }

  private void take(ServerMessage message) {
    if (message instanceof ServerMessage.Welcome welcome) {
      resume = welcome.resume();
    } else if (message instanceof ServerMessage.Joined joined) {
      join(joined);
    } else if (message instanceof ServerMessage.Page page && page.id() == null) {
      page.events().forEach(transcript::apply);
    } else if (message instanceof RoomEvent event) {
      transcript.apply(event);
    } else if (message instanceof ServerMessage.Ok ok && ok.receipt() != null) {
      transcript.acknowledge(ok.receipt().postId(), ok.receipt().seq());
      repeats += ok.receipt().duplicate() ? 1 : 0;
    } else if (message instanceof ServerMessage.Failure
        || message instanceof ServerMessage.Resync) {
      throw new AssertionError("refused: " + message + "; " + position());
    }
  }

  private void join(ServerMessage.Joined joined) {
    if (epoch == null) {
      transcript.startAt(joined.span().head());
    } else if (!Boolean.TRUE.equals(joined.recovered()) || !joined.span().epoch().equals(epoch)) {
      throw new AssertionError("not recovered: " + joined + "; " + position());
    }
    epoch = joined.span().epoch();
  }

  private String position() {
    return "acknowledged " + transcript.acknowledged().size() + ", last seq " + transcript.last();
  }

  private RawPeer connection() {
    if (peer == null) {
      throw new IllegalStateException("not connected");
    }
    return peer;
  }

  @Override
  public void close() {
    if (peer != null) {
      try {
        peer.close();
      } catch (IOException alreadyGone) {
        // Gone is what it should be.
      }
      peer = null;
    }
  }
}
