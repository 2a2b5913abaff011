package dev.yodel.server.log;

import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.MessageState.ReactionCount;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomEvent.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One message and what became of it. Applying an event twice changes nothing. */
final class MessageFold {

  private final boolean plain;
  private final Map<String, Set<String>> reactions = new LinkedHashMap<>();
  private final List<Long> textSeqs = new ArrayList<>();
  private Message posted; // with no other text than the current one, which is counted
  private boolean edited;
  private boolean deleted;

  MessageFold(Message posted, boolean plain) {
    this.posted = posted;
    this.plain = plain;
    textSeqs.add(posted.at().seq());
  }

  String author() {
    return posted.at().from().id();
  }

  Instant time() {
    return posted.at().time();
  }

  String text() {
    return posted.text();
  }

  boolean isDeleted() {
    return deleted;
  }

  /** Whether a reaction with this key would be one key too many. */
  boolean isFullFor(String key) {
    return reactions.size() >= RoomEvent.Reaction.MAX_KEYS && !reactions.containsKey(key);
  }

  /** The places of the events that hold a text of it. */
  List<Long> textSeqs() {
    return textSeqs;
  }

  void edit(RoomEvent.Edited edit) {
    if (!deleted) {
      say(edit.text());
      edited = true;
      textSeqs.add(edit.at().seq());
    }
  }

  void delete() {
    deleted = true;
    edited = false;
    say("");
    reactions.clear();
  }

  private void say(String text) {
    posted = new Message(posted.at(), text, posted.replyTo(), posted.state());
  }

  void react(String user, String key, boolean on) {
    Set<String> users = reactions.computeIfAbsent(key, k -> new LinkedHashSet<>());
    if (on && !deleted) {
      users.add(user);
    } else {
      users.remove(user);
    }
    if (users.isEmpty()) {
      reactions.remove(key);
    }
  }

  Logged logged() {
    MessageState state = new MessageState(edited, deleted, counts());
    return new Logged(new Message(posted.at(), posted.text(), posted.replyTo(), state), plain);
  }

  private List<ReactionCount> counts() {
    List<ReactionCount> counts = new ArrayList<>();
    reactions.forEach(
        (key, users) ->
            counts.add(
                new ReactionCount(
                    key, users.size(), users.stream().limit(ReactionCount.MAX_USERS).toList())));
    return counts;
  }
}
