package dev.yodel.protocol;

import dev.yodel.protocol.MessageState.ReactionCount;
import tools.jackson.core.JsonGenerator;

/** Writes a durable event as the fields of a JSON object. */
final class RoomEventWriter {

  private final JsonGenerator json;

  RoomEventWriter(JsonGenerator json) {
    this.json = json;
  }

  private JsonGenerator header(String type, EventHeader at) {
    json.writeStringProperty("type", type);
    json.writeStringProperty("room", at.room().value());
    json.writeNumberProperty("seq", at.seq());
    json.writeNumberProperty("prev", at.prev());
    json.writeStringProperty("time", Times.text(at.time()));
    author("from", at.from());
    return json.writeStringProperty("postId", at.postId());
  }

  JsonGenerator author(String name, Author author) {
    json.writeName(name);
    return author(author);
  }

  JsonGenerator author(Author author) {
    json.writeStartObject();
    json.writeStringProperty("id", author.id());
    return json.writeStringProperty("name", author.name()).writeEndObject();
  }

  JsonGenerator message(RoomEvent.Message message) {
    header("message", message.at()).writeStringProperty("text", message.text());
    if (message.replyTo() != null) {
      json.writeNumberProperty("replyTo", message.replyTo());
    }
    MessageState state = message.state();
    if (state.edited()) {
      json.writeBooleanProperty("edited", true);
    }
    if (state.deleted()) {
      json.writeBooleanProperty("deleted", true);
    }
    return state.reactions().isEmpty() ? json : reactions(state);
  }

  private JsonGenerator reactions(MessageState state) {
    json.writeName("reactions").writeStartArray();
    for (ReactionCount reaction : state.reactions()) {
      json.writeStartObject();
      json.writeStringProperty("key", reaction.key());
      json.writeNumberProperty("count", reaction.count());
      json.writeName("users").writeStartArray();
      reaction.users().forEach(json::writeString);
      json.writeEndArray().writeEndObject();
    }
    return json.writeEndArray();
  }

  JsonGenerator edited(RoomEvent.Edited edited) {
    header("edited", edited.at()).writeNumberProperty("target", edited.target());
    return json.writeStringProperty("text", edited.text());
  }

  JsonGenerator deleted(RoomEvent.Deleted deleted) {
    return header("deleted", deleted.at()).writeNumberProperty("target", deleted.target());
  }

  JsonGenerator reaction(RoomEvent.Reaction reaction) {
    header("reaction", reaction.at()).writeNumberProperty("target", reaction.target());
    json.writeStringProperty("key", reaction.key());
    return json.writeBooleanProperty("on", reaction.on());
  }

  JsonGenerator other(RoomEvent.Other other) {
    return header(other.type(), other.at());
  }

  JsonGenerator moderated(RoomEvent.Moderated moderated) {
    header("moderated", moderated.at()).writeStringProperty("user", moderated.user());
    json.writeStringProperty("action", moderated.action().wireName());
    if (moderated.until() != null) {
      json.writeStringProperty("until", Times.text(moderated.until()));
    }
    return moderated.reason() == null
        ? json
        : json.writeStringProperty("reason", moderated.reason());
  }
}
