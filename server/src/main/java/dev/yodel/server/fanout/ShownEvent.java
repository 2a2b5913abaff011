package dev.yodel.server.fanout;

import dev.yodel.server.chat.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A durable event, ready to be written in each dialect that somebody of the audience speaks.
 *
 * @param about the {@code seq} of the message that it is about
 * @param deletes whether the text of that message is gone with it
 * @param json null when nobody speaks it
 * @param plain null when nobody speaks it or there is nothing to say in it
 */
record ShownEvent(
    long seq,
    long about,
    boolean deletes,
    @Nullable PreparedFrame json,
    @Nullable PreparedFrame plain) {

  @Nullable PreparedFrame frame(Dialect dialect) {
    return dialect == Dialect.JSON ? json : plain;
  }

  int bytes() {
    return (json == null ? 0 : json.size()) + (plain == null ? 0 : plain.size());
  }

  void retain() {
    if (json != null) {
      json.retain();
    }
    if (plain != null) {
      plain.retain();
    }
  }

  void release() {
    if (json != null) {
      json.release();
    }
    if (plain != null) {
      plain.release();
    }
  }
}
