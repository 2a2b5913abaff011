package dev.yodel.protocol;

import dev.yodel.protocol.ClientMessage.Durable;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes a client's message as the fields of a JSON object. */
final class ClientMessageWriter implements ClientVisitor<JsonGenerator> {

  private final JsonGenerator json;

  ClientMessageWriter(JsonGenerator json) {
    this.json = json;
  }

  private JsonGenerator request(String type, ClientMessage.Request request) {
    json.writeStringProperty("type", type);
    return json.writeStringProperty("id", request.id());
  }

  private JsonGenerator durable(String type, Durable durable) {
    request(type, durable);
    json.writeStringProperty("room", durable.room().value());
    return json.writeStringProperty("postId", durable.postId());
  }

  @Override
  public JsonGenerator onHello(ClientMessage.Hello hello) {
    request("hello", hello).writeNumberProperty("version", 1);
    if (hello.name() != null) {
      json.writeStringProperty("name", hello.name().value());
    }
    if (hello.token() != null) {
      json.writeStringProperty("token", hello.token());
    }
    if (hello.client() != null) {
      json.writeName("client").writeStartObject();
      json.writeStringProperty("name", hello.client().name());
      json.writeStringProperty("version", hello.client().version()).writeEndObject();
    }
    json.writeName("rooms").writeStartArray();
    for (RoomStart start : hello.rooms()) {
      json.writeStartObject();
      start(start).writeEndObject();
    }
    return json.writeEndArray();
  }

  private JsonGenerator start(RoomStart start) {
    json.writeStringProperty("room", start.room().value());
    if (start.after() != null) {
      json.writeStringProperty("epoch", start.after().epoch());
      json.writeNumberProperty("after", start.after().seq());
    }
    return start.last() == 0 ? json : json.writeNumberProperty("last", start.last());
  }

  @Override
  public JsonGenerator onJoin(ClientMessage.Join join) {
    request("join", join);
    return start(join.start());
  }

  @Override
  public JsonGenerator onLeave(ClientMessage.Leave leave) {
    return request("leave", leave).writeStringProperty("room", leave.room().value());
  }

  @Override
  public JsonGenerator onPost(ClientMessage.Post post) {
    durable("post", post).writeStringProperty("text", post.text());
    return post.replyTo() == null ? json : json.writeNumberProperty("replyTo", post.replyTo());
  }

  @Override
  public JsonGenerator onEdit(ClientMessage.Edit edit) {
    durable("edit", edit).writeNumberProperty("target", edit.target());
    return json.writeStringProperty("text", edit.text());
  }

  @Override
  public JsonGenerator onDelete(ClientMessage.Delete delete) {
    return durable("delete", delete).writeNumberProperty("target", delete.target());
  }

  @Override
  public JsonGenerator onReact(ClientMessage.React react) {
    durable("react", react).writeNumberProperty("target", react.target());
    return json.writeStringProperty("key", react.key()).writeBooleanProperty("on", react.on());
  }

  @Override
  public JsonGenerator onDirect(ClientMessage.Direct direct) {
    request("direct", direct).writeStringProperty("to", direct.to());
    json.writeStringProperty("postId", direct.postId());
    return json.writeStringProperty("text", direct.text());
  }

  @Override
  public JsonGenerator onHistory(ClientMessage.History history) {
    request("history", history).writeStringProperty("room", history.room().value());
    json.writeNumberProperty(
        history.range().direction().name().toLowerCase(Locale.ROOT), history.range().seq());
    return json.writeNumberProperty("limit", history.limit());
  }

  @Override
  public JsonGenerator onSearch(ClientMessage.Search search) {
    request("search", search).writeStringProperty("room", search.room().value());
    json.writeStringProperty("text", search.text());
    if (search.before() != null) {
      json.writeNumberProperty("before", search.before());
    }
    return json.writeNumberProperty("limit", search.limit());
  }

  @Override
  public JsonGenerator onMembers(ClientMessage.Members members) {
    request("members", members).writeStringProperty("room", members.room().value());
    return members.cursor() == null ? json : json.writeStringProperty("cursor", members.cursor());
  }

  @Override
  public JsonGenerator onModerate(ClientMessage.Moderate moderate) {
    durable("moderate", moderate).writeStringProperty("user", moderate.user());
    json.writeStringProperty("action", moderate.action().wireName());
    if (moderate.until() != null) {
      json.writeStringProperty("until", Times.text(moderate.until()));
    }
    return moderate.reason() == null ? json : json.writeStringProperty("reason", moderate.reason());
  }

  @Override
  public JsonGenerator onRename(ClientMessage.Rename rename) {
    return request("rename", rename).writeStringProperty("name", rename.name().value());
  }

  @Override
  public JsonGenerator onTyping(ClientMessage.Typing typing) {
    json.writeStringProperty("type", "typing");
    json.writeStringProperty("room", typing.room().value());
    return json.writeStringProperty("state", typing.active() ? "active" : "done");
  }

  @Override
  public JsonGenerator onRead(ClientMessage.Read read) {
    json.writeStringProperty("type", "read");
    json.writeStringProperty("room", read.room().value());
    return json.writeNumberProperty("seq", read.seq());
  }

  @Override
  public JsonGenerator onRefresh(ClientMessage.Refresh refresh) {
    return request("refresh", refresh).writeStringProperty("token", refresh.token());
  }

  @Override
  public JsonGenerator onPing(ClientMessage.Ping ping) {
    return request("ping", ping);
  }
}
