package dev.yodel.protocol;

import dev.yodel.protocol.MessageState.ReactionCount;
import java.util.List;
import java.util.Set;

/** Makes messages of a server's JSON objects, for clients. */
final class ServerMessageReader {

  private static final Set<String> EVENTS =
      Set.of("message", "edited", "deleted", "reaction", "moderated");

  ServerMessage read(Fields in) {
    if (isEvent(in)) {
      return event(in);
    }
    String type = in.text("type");
    return switch (type) {
      case "welcome" -> welcome(in);
      case "joined", "page", "live", "resync", "presence" -> ofRoom(type, in);
      case "direct" ->
          new ServerMessage.Direct(
              author(in.object("from")),
              in.text("to"),
              in.text("postId"),
              in.time("time"),
              in.text("text"));
      case "typing" ->
          new ServerMessage.Typing(
              in.room("room"), author(in.object("from")), ClientMessageReader.isActive(in));
      case "read" ->
          new ServerMessage.Read(in.room("room"), author(in.object("from")), in.seq("seq"));
      case "ok" -> ok(in);
      case "members" ->
          new ServerMessage.MemberList(
              in.id("id"), in.room("room"), authors(in), in.count("count"), in.textOrNull("next"));
      case "error" -> error(in);
      case "goaway" -> new ServerMessage.GoAway(in.text("reason"), in.seq("retryAfterMs"));
      case "pong" -> new ServerMessage.Pong(in.id("id"));
      default ->
          throw new InvalidValueException(
              ErrorCode.UNKNOWN_TYPE,
              "type: " + Characters.shown(type) + " (expected: a type of yodel.v1.json)");
    };
  }

  private static ServerMessage welcome(Fields in) {
    Fields user = in.object("user");
    Fields heartbeat = in.object("heartbeat");
    Fields limits = in.object("limits");
    return new ServerMessage.Welcome(
        in.id("id"),
        new User(
            user.text("id"), new UserName(user.text("name")), Role.ofWireName(user.text("role"))),
        in.text("resume"),
        in.text("node"),
        in.time("time"),
        in.text("version"),
        new ServerMessage.Heartbeat(heartbeat.seq("intervalMs"), heartbeat.seq("timeoutMs")),
        new Limits(
            limits.count("frameBytes"),
            limits.count("textChars"),
            limits.count("rooms"),
            limits.count("history"),
            limits.count("pageBytes"),
            limits.count("postsPerSecond"),
            limits.count("postsInFlight"),
            limits.count("roomMembers")));
  }

  private ServerMessage ofRoom(String type, Fields in) {
    RoomName room = in.room("room");
    return switch (type) {
      case "joined" ->
          new ServerMessage.Joined(
              in.idOrNull("id"),
              room,
              span(in),
              in.has("recovered") ? (Boolean) in.flag("recovered") : null,
              in.count("count"),
              authors(in));
      case "page" -> page(room, in);
      case "live" -> new ServerMessage.Live(room, in.seq("seq"));
      case "resync" -> new ServerMessage.Resync(room, span(in), in.text("reason"));
      default ->
          new ServerMessage.Presence(
              room,
              ServerMessage.Presence.Change.ofWireName(in.text("event")),
              in.has("user") ? author(in.object("user")) : null,
              in.count("count"));
    };
  }

  private ServerMessage page(RoomName room, Fields in) {
    Fields more = in.object("more");
    List<RoomEvent> events =
        in.objects("events").stream()
            .filter(ServerMessageReader::isEvent)
            .map(ServerMessageReader::event)
            .toList();
    return new ServerMessage.Page(
        in.idOrNull("id"),
        room,
        in.text("epoch"),
        events,
        new ServerMessage.More(more.flag("before"), more.flag("after")));
  }

  private static ServerMessage.RoomSpan span(Fields in) {
    return new ServerMessage.RoomSpan(in.text("epoch"), in.seq("head"), in.seq("floor"));
  }

  /** Whether it stands in a room's log, whatever a newer server calls it. */
  private static boolean isEvent(Fields in) {
    return EVENTS.contains(in.text("type")) || in.has("prev");
  }

  private static RoomEvent event(Fields in) {
    EventHeader at =
        new EventHeader(
            in.room("room"),
            in.seq("seq"),
            in.seq("prev"),
            in.time("time"),
            author(in.object("from")),
            in.text("postId"));
    String type = in.text("type");
    return switch (type) {
      case "message" ->
          new RoomEvent.Message(at, in.text("text"), in.seqOrNull("replyTo"), state(in));
      case "edited" -> new RoomEvent.Edited(at, in.seq("target"), in.text("text"));
      case "deleted" -> new RoomEvent.Deleted(at, in.seq("target"));
      case "reaction" ->
          new RoomEvent.Reaction(at, in.seq("target"), in.text("key"), in.flag("on"));
      case "moderated" ->
          new RoomEvent.Moderated(
              at,
              in.text("user"),
              ModerationAction.ofWireName(in.text("action")),
              in.timeOrNull("until"),
              in.textOrNull("reason"));
      default -> new RoomEvent.Other(at, type);
    };
  }

  private static MessageState state(Fields in) {
    List<ReactionCount> reactions =
        in.objects("reactions").stream()
            .map(r -> new ReactionCount(r.text("key"), r.count("count"), r.texts("users")))
            .toList();
    return new MessageState(in.flagOrFalse("edited"), in.flagOrFalse("deleted"), reactions);
  }

  private static Author author(Fields in) {
    return new Author(in.text("id"), in.text("name"));
  }

  private static List<Author> authors(Fields in) {
    return in.objects("members").stream().map(ServerMessageReader::author).toList();
  }

  private static ServerMessage ok(Fields in) {
    ServerMessage.Receipt receipt = null;
    if (in.has("seq")) {
      receipt =
          new ServerMessage.Receipt(
              in.room("room"),
              in.text("postId"),
              in.seq("seq"),
              in.time("time"),
              in.flagOrFalse("duplicate"));
    }
    return new ServerMessage.Ok(
        in.id("id"), receipt, in.has("delivered") ? (Boolean) in.flag("delivered") : null);
  }

  private static ServerMessage error(Fields in) {
    return new ServerMessage.Failure(
        in.idOrNull("id"),
        in.textOrNull("room"),
        ErrorCode.ofWireName(in.text("code")).orElse(ErrorCode.INTERNAL),
        in.text("message"),
        in.flag("retryable"),
        in.seqOrNull("retryAfterMs"));
  }
}
