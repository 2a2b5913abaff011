package dev.yodel.protocol;

import dev.yodel.protocol.HistoryRange.Direction;
import dev.yodel.protocol.RoomEvent.Reaction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes messages of a client's JSON objects. */
final class ClientMessageReader {

  private static final int MAX_REASON = 200;
  private static final int MAX_TOKEN = 16_384;

  private final Limits limits;

  ClientMessageReader(Limits limits) {
    this.limits = limits;
  }

  ClientMessage read(Fields in) {
    String type = in.id("type");
    return switch (type) {
      case "hello" -> hello(in);
      case "join" -> new ClientMessage.Join(in.id("id"), start(in));
      case "leave" -> new ClientMessage.Leave(in.id("id"), in.room("room"));
      case "post", "edit", "delete", "react", "moderate" -> durable(type, in);
      case "direct" ->
          new ClientMessage.Direct(in.id("id"), in.id("to"), in.id("postId"), text(in));
      case "history" -> history(in);
      case "search" -> search(in);
      case "members" ->
          new ClientMessage.Members(in.id("id"), in.room("room"), in.textOrNull("cursor"));
      case "rename" -> new ClientMessage.Rename(in.id("id"), new UserName(in.text("name")));
      case "typing" -> new ClientMessage.Typing(in.room("room"), isActive(in));
      case "read" -> new ClientMessage.Read(in.room("room"), in.seq("seq"));
      case "refresh" -> new ClientMessage.Refresh(in.id("id"), in.id("token", MAX_TOKEN));
      case "ping" -> new ClientMessage.Ping(in.id("id"));
      default ->
          throw new InvalidValueException(
              ErrorCode.UNKNOWN_TYPE,
              "type: " + Characters.shown(type) + " (expected: a type of yodel.v1.json)");
    };
  }

  private ClientMessage hello(Fields in) {
    in.integer("version", 1, 1);
    String name = in.textOrNull("name");
    ClientMessage.ClientInfo client = null;
    if (in.has("client")) {
      Fields info = in.object("client");
      client = new ClientMessage.ClientInfo(info.id("name"), info.id("version"));
    }
    return new ClientMessage.Hello(
        in.id("id"),
        name == null ? null : new UserName(name),
        in.has("token") ? in.id("token", MAX_TOKEN) : null,
        client,
        in.objects("rooms").stream().map(this::start).toList());
  }

  private RoomStart start(Fields in) {
    String epoch = in.idOrNull("epoch");
    Position after = null;
    if (epoch != null || in.has("after")) {
      if (epoch == null || !in.has("after")) {
        throw new InvalidValueException(
            ErrorCode.POSITION_INVALID, "epoch and after: only one (expected: both or none)");
      }
      after = new Position(epoch, in.seq("after"));
    }
    int last = in.has("last") ? messages(in, "last", 0) : 0;
    return new RoomStart(in.room("room"), after, last);
  }

  private ClientMessage durable(String type, Fields in) {
    String id = in.id("id");
    RoomName room = in.room("room");
    String postId = in.id("postId");
    return switch (type) {
      case "post" -> new ClientMessage.Post(id, room, postId, text(in), in.seqOrNull("replyTo"));
      case "edit" ->
          new ClientMessage.Edit(
              id, room, postId, in.integer("target", 1, Fields.MAX_INTEGER), text(in));
      case "delete" ->
          new ClientMessage.Delete(id, room, postId, in.integer("target", 1, Fields.MAX_INTEGER));
      case "react" ->
          new ClientMessage.React(
              id,
              room,
              postId,
              in.integer("target", 1, Fields.MAX_INTEGER),
              in.id("key", Reaction.MAX_KEY),
              in.flag("on"));
      default ->
          new ClientMessage.Moderate(
              id,
              room,
              postId,
              in.id("user"),
              ModerationAction.ofWireName(in.text("action")),
              in.timeOrNull("until"),
              reason(in));
    };
  }

  private static @Nullable String reason(Fields in) {
    return in.has("reason") ? in.id("reason", MAX_REASON) : null;
  }

  private ClientMessage history(Fields in) {
    HistoryRange range = null;
    for (Direction direction : Direction.values()) {
      String name = direction.name().toLowerCase(Locale.ROOT);
      if (in.has(name)) {
        if (range != null) {
          throw new InvalidValueException(
              ErrorCode.BAD_REQUEST, "history (expected: one of before, after, around)");
        }
        range = new HistoryRange(direction, in.seq(name));
      }
    }
    return new ClientMessage.History(
        in.id("id"),
        in.room("room"),
        range == null ? HistoryRange.newest() : range,
        messages(in, "limit", 1));
  }

  private ClientMessage search(Fields in) {
    return new ClientMessage.Search(
        in.id("id"),
        in.room("room"),
        in.id("text", 200),
        in.seqOrNull("before"),
        messages(in, "limit", 1));
  }

  /** How many messages are asked for: nobody is given more than a page of history holds. */
  private int messages(Fields in, String name, int min) {
    return (int) Math.min(in.integer(name, min, Fields.MAX_INTEGER), limits.history());
  }

  /** Whether one writes, or no longer does. */
  static boolean isActive(Fields in) {
    String state = in.text("state");
    if (!state.equals("active") && !state.equals("done")) {
      throw new InvalidValueException(
          ErrorCode.BAD_REQUEST,
          "state: " + Characters.shown(state) + " (expected: \"active\" or \"done\")");
    }
    return state.equals("active");
  }

  private String text(Fields in) {
    return MessageText.checked(in.text("text"), limits.textChars());
  }
}
