package dev.yodel.server.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A JSON client that says messages and hears them one by one; presence is kept apart. */
final class Chatter implements AutoCloseable {

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final Talker talker;
  private final List<ServerMessage.Presence> presence = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  private Chatter(Talker talker) {
    this.talker = talker;
  }

  static Chatter connect(int port) throws Exception {
    return new Chatter(
        Talker.connect(URI.create("ws://127.0.0.1:" + port + "/ws"), MessageCodec.SUBPROTOCOL));
  }

  /** Connects with a token in the header. */
  static Chatter connectAs(int port, String token) throws Exception {
    return new Chatter(
        Talker.connectAs(
            URI.create("ws://127.0.0.1:" + port + "/ws"), token, MessageCodec.SUBPROTOCOL));
  }

  /** Connects and says hello; the welcome is heard. */
  static Chatter named(int port, String name) throws Exception {
    Chatter chatter = connect(port);
    chatter.hello(name, null);
    return chatter;
  }

  ServerMessage.Welcome hello(String name, String token, RoomStart... rooms) throws Exception {
    say(new ClientMessage.Hello(id(), new UserName(name), token, null, List.of(rooms)));
    return hear(ServerMessage.Welcome.class);
  }

  /** Joins a room; the answer and {@code live} are heard. */
  ServerMessage.Joined join(String room) throws Exception {
    say(new ClientMessage.Join(id(), RoomStart.atHead(new RoomName(room))));
    ServerMessage.Joined joined = hear(ServerMessage.Joined.class);
    hear(ServerMessage.Live.class);
    return joined;
  }

  /** Posts; only said, nothing heard. */
  String post(String room, String postId, String text) throws Exception {
    String id = id();
    say(new ClientMessage.Post(id, new RoomName(room), postId, text, null));
    return id;
  }

  String id() {
    return "r" + ids.incrementAndGet();
  }

  void say(ClientMessage message) throws Exception {
    Frames.client(codec.write(message));
    talker.say(new String(codec.write(message), UTF_8));
  }

  void sayRaw(String text) throws Exception {
    talker.say(text);
  }

  /** The next message that is no presence. */
  ServerMessage hear() throws Exception {
    while (true) {
      byte[] frame = talker.hear().getBytes(UTF_8);
      Frames.server(frame);
      ServerMessage message = codec.readServer(frame);
      if (message instanceof ServerMessage.Presence one) {
        presence.add(one);
      } else {
        return message;
      }
    }
  }

  <T> T hear(Class<T> type) throws Exception {
    ServerMessage message = hear();
    if (!type.isInstance(message)) {
      throw new AssertionError("expected " + type.getSimpleName() + ", heard " + message);
    }
    return type.cast(message);
  }

  /** The next message of a type; others before it are passed over. */
  <T> T await(Class<T> type) throws Exception {
    while (true) {
      ServerMessage message = hear();
      if (type.isInstance(message)) {
        return type.cast(message);
      }
    }
  }

  /** Posts and waits for the log's answer; its place. */
  long posted(String room, String postId, String text) throws Exception {
    String id = post(room, postId, text);
    ServerMessage.Ok ok = await(ServerMessage.Ok.class);
    if (!ok.id().equals(id)) {
      throw new AssertionError("expected the answer to " + id + ", heard " + ok);
    }
    return ok.receipt().seq();
  }

  /** The next presence. */
  ServerMessage.Presence presence() throws Exception {
    while (presence.isEmpty()) {
      byte[] frame = talker.hear().getBytes(UTF_8);
      Frames.server(frame);
      ServerMessage message = codec.readServer(frame);
      if (!(message instanceof ServerMessage.Presence one)) {
        throw new AssertionError("expected presence, heard " + message);
      }
      presence.add(one);
    }
    return presence.remove(0);
  }

  int closeCode() throws Exception {
    return talker.closeCode();
  }

  @Override
  public void close() {
    talker.close();
  }
}
