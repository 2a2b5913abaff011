package dev.yodel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a server's message as the fields of a JSON object. */
final class ServerMessageWriter implements Visitor<JsonGenerator> {

  private final JsonGenerator json;
  private final RoomEventWriter events;

  ServerMessageWriter(JsonGenerator json) {
    this.json = json;
    this.events = new RoomEventWriter(json);
  }

  private JsonGenerator type(String type) {
    return json.writeStringProperty("type", type);
  }

  private JsonGenerator answer(String type, @Nullable String id) {
    type(type);
    return id == null ? json : json.writeStringProperty("id", id);
  }

  private JsonGenerator room(RoomName room) {
    return json.writeStringProperty("room", room.value());
  }

  @Override
  public JsonGenerator onWelcome(ServerMessage.Welcome welcome) {
    answer("welcome", welcome.id()).writeName("user").writeStartObject();
    json.writeStringProperty("id", welcome.user().id());
    json.writeStringProperty("name", welcome.user().name().value());
    json.writeStringProperty("role", welcome.user().role().wireName()).writeEndObject();
    json.writeStringProperty("resume", welcome.resume());
    json.writeStringProperty("node", welcome.node());
    json.writeStringProperty("time", Times.text(welcome.time()));
    json.writeStringProperty("version", welcome.version());
    json.writeName("heartbeat").writeStartObject();
    json.writeNumberProperty("intervalMs", welcome.heartbeat().intervalMs());
    json.writeNumberProperty("timeoutMs", welcome.heartbeat().timeoutMs()).writeEndObject();
    return limits(welcome.limits());
  }

  private JsonGenerator limits(Limits limits) {
    json.writeName("limits").writeStartObject();
    json.writeNumberProperty("frameBytes", limits.frameBytes());
    json.writeNumberProperty("textChars", limits.textChars());
    json.writeNumberProperty("rooms", limits.rooms());
    json.writeNumberProperty("history", limits.history());
    json.writeNumberProperty("pageBytes", limits.pageBytes());
    json.writeNumberProperty("postsPerSecond", limits.postsPerSecond());
    json.writeNumberProperty("postsInFlight", limits.postsInFlight());
    json.writeNumberProperty("roomMembers", limits.roomMembers());
    return json.writeEndObject();
  }

  @Override
  public JsonGenerator onJoined(ServerMessage.Joined joined) {
    answer("joined", joined.id());
    room(joined.room());
    span(joined.span());
    if (joined.recovered() != null) {
      json.writeBooleanProperty("recovered", joined.recovered());
    }
    json.writeNumberProperty("count", joined.count());
    return authors(joined.members());
  }

  private JsonGenerator span(ServerMessage.RoomSpan span) {
    json.writeStringProperty("epoch", span.epoch());
    json.writeNumberProperty("head", span.head());
    return json.writeNumberProperty("floor", span.floor());
  }

  private JsonGenerator authors(List<Author> authors) {
    json.writeName("members").writeStartArray();
    authors.forEach(events::author);
    return json.writeEndArray();
  }

  @Override
  public JsonGenerator onMessage(RoomEvent.Message message) {
    return events.message(message);
  }

  @Override
  public JsonGenerator onEdited(RoomEvent.Edited edited) {
    return events.edited(edited);
  }

  @Override
  public JsonGenerator onDeleted(RoomEvent.Deleted deleted) {
    return events.deleted(deleted);
  }

  @Override
  public JsonGenerator onReaction(RoomEvent.Reaction reaction) {
    return events.reaction(reaction);
  }

  @Override
  public JsonGenerator onModerated(RoomEvent.Moderated moderated) {
    return events.moderated(moderated);
  }

  @Override
  public JsonGenerator onOther(RoomEvent.Other other) {
    return events.other(other);
  }

  @Override
  public JsonGenerator onPage(ServerMessage.Page page) {
    answer("page", page.id());
    room(page.room());
    json.writeStringProperty("epoch", page.epoch());
    json.writeName("events").writeStartArray();
    for (RoomEvent event : page.events()) {
      json.writeStartObject();
      event.accept(this).writeEndObject();
    }
    json.writeEndArray().writeName("more").writeStartObject();
    json.writeBooleanProperty("before", page.more().before());
    return json.writeBooleanProperty("after", page.more().after()).writeEndObject();
  }

  @Override
  public JsonGenerator onLive(ServerMessage.Live live) {
    type("live");
    return room(live.room()).writeNumberProperty("seq", live.seq());
  }

  @Override
  public JsonGenerator onResync(ServerMessage.Resync resync) {
    type("resync");
    room(resync.room());
    return span(resync.span()).writeStringProperty("reason", resync.reason());
  }

  @Override
  public JsonGenerator onPresence(ServerMessage.Presence presence) {
    type("presence");
    room(presence.room());
    json.writeStringProperty("event", presence.event().wireName());
    if (presence.user() != null) {
      events.author("user", presence.user());
    }
    return json.writeNumberProperty("count", presence.count());
  }

  @Override
  public JsonGenerator onDirect(ServerMessage.Direct direct) {
    type("direct");
    events.author("from", direct.from()).writeStringProperty("to", direct.to());
    json.writeStringProperty("postId", direct.postId());
    json.writeStringProperty("time", Times.text(direct.time()));
    return json.writeStringProperty("text", direct.text());
  }

  @Override
  public JsonGenerator onTyping(ServerMessage.Typing typing) {
    type("typing");
    room(typing.room());
    json.writeStringProperty("state", typing.active() ? "active" : "done");
    return events.author("from", typing.from());
  }

  @Override
  public JsonGenerator onRead(ServerMessage.Read read) {
    type("read");
    room(read.room()).writeNumberProperty("seq", read.seq());
    return events.author("from", read.from());
  }

  @Override
  public JsonGenerator onOk(ServerMessage.Ok ok) {
    answer("ok", ok.id());
    ServerMessage.Receipt receipt = ok.receipt();
    if (receipt != null) {
      room(receipt.room()).writeStringProperty("postId", receipt.postId());
      json.writeNumberProperty("seq", receipt.seq());
      json.writeStringProperty("time", Times.text(receipt.time()));
      if (receipt.duplicate()) {
        json.writeBooleanProperty("duplicate", true);
      }
    }
    return ok.delivered() == null ? json : json.writeBooleanProperty("delivered", ok.delivered());
  }

  @Override
  public JsonGenerator onMembers(ServerMessage.MemberList members) {
    answer("members", members.id());
    room(members.room());
    authors(members.members()).writeNumberProperty("count", members.count());
    return members.next() == null ? json : json.writeStringProperty("next", members.next());
  }

  @Override
  public JsonGenerator onError(ServerMessage.Failure error) {
    answer("error", error.id());
    if (error.room() != null) {
      json.writeStringProperty("room", error.room());
    }
    json.writeStringProperty("code", error.code().wireName());
    json.writeStringProperty("message", error.message());
    json.writeBooleanProperty("retryable", error.retryable());
    return error.retryAfterMs() == null
        ? json
        : json.writeNumberProperty("retryAfterMs", error.retryAfterMs());
  }

  @Override
  public JsonGenerator onGoAway(ServerMessage.GoAway goAway) {
    type("goaway").writeStringProperty("reason", goAway.reason());
    return json.writeNumberProperty("retryAfterMs", goAway.retryAfterMs());
  }

  @Override
  public JsonGenerator onPong(ServerMessage.Pong pong) {
    return answer("pong", pong.id());
  }
}
