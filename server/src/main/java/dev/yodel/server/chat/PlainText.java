package dev.yodel.server.chat;

import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.server.log.Logged;
import dev.yodel.server.owner.OwnedBy;
import org.jspecify.annotations.Nullable;

/** What a plain client is shown of a durable event. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class PlainText {

  private PlainText() {}

  /** A message's text, behind its author's name if that is no plain client; null for the rest. */
  public static @Nullable String of(Logged logged) {
    if (logged.event() instanceof Message message && !message.state().deleted()) {
      return logged.plain() ? message.text() : message.at().from().name() + ": " + message.text();
    }
    return null;
  }
}
