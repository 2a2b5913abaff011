package dev.yodel.server.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One JSON connection of a {@link Hall}. */
final class Visitor {

  private final Hall hall;
  private final MessageCodec codec;
  private final Wire wire;
  private final Session session;
  private int ids;

  Visitor(Hall hall, MessageCodec codec, Wire wire, Session session) {
    this.hall = hall;
    this.codec = codec;
    this.wire = wire;
    this.session = session;
  }

  /** Says hello and enters rooms at their heads. */
  void hello(String token, RoomName... rooms) {
    List<RoomStart> starts = Stream.of(rooms).map(RoomStart::atHead).toList();
    say(new ClientMessage.Hello("hello", null, token, null, starts));
  }

  /** Says something, or several things in one write. */
  void say(ClientMessage... messages) {
    List<byte[]> frames = Stream.of(messages).map(codec::write).toList();
    hall.run(() -> frames.forEach(session::onText));
  }

  /** Posts a text; the request's id. */
  String post(RoomName room, String text) {
    String id = "i" + ++ids;
    say(new ClientMessage.Post(id, room, "p" + ids, text, null));
    return id;
  }

  /** What came since the last call, once all is done that there is to do. */
  List<ServerMessage> heard() {
    hall.settle();
    List<ServerMessage> messages = new ArrayList<>();
    for (String text : wire.texts()) {
      try {
        messages.add(codec.readServer(text.getBytes(UTF_8)));
      } catch (BadMessageException e) {
        throw new AssertionError(text, e);
      }
    }
    return messages;
  }

  /** What came of one type since the last call. */
  <T extends ServerMessage> List<T> heard(Class<T> type) {
    return heard().stream().filter(type::isInstance).map(type::cast).toList();
  }

  void setWritable(boolean writable) {
    wire.setWritable(writable);
  }

  /** What the server closed with; null while it has not. */
  CloseCode closed() {
    hall.settle();
    return wire.closed();
  }

  void hangUp() {
    wire.hangUp(session);
  }
}
