package dev.yodel.server.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Audience;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.PlainText;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.log.Logged;
import dev.yodel.server.owner.OwnedBy;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audience spread over event loops: whatever is shown is encoded once, put into one buffer and
 * handed to each loop, which takes all that came in one task.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class LoopAudience implements Audience {

  /**
   * A loop that somebody sits on, or sat on: who comes again finds what was for the one before in
   * front of it, however much that is.
   */
  private static final class Wing {
    private final Section section;
    private final Inbox inbox;
    private int members;

    boolean isEmpty() {
      return members == 0;
    }

    Wing(Section section) {
      this.section = section;
      this.inbox = new Inbox(section, section.place().owner());
    }
  }

  private final RoomName room;
  private final SectionPlace.Shared shared;
  private final FrameMaker frames;
  private final Map<LoopCommons, Wing> wings = new LinkedHashMap<>();
  private final Map<Dialect, Integer> speakers = new EnumMap<>(Dialect.class);
  private final Map<Dialect, Integer> inflaters = new EnumMap<>(Dialect.class);
  private long head;

  LoopAudience(RoomName room, long head, SectionPlace.Shared shared, FrameMaker frames) {
    this.room = room;
    this.head = head;
    this.shared = shared;
    this.frames = frames;
  }

  @Override
  public void seat(Member member, Seating seating) {
    LoopCommons loop = ((Outbox) member.peer()).loop();
    Wing wing = wings.computeIfAbsent(loop, this::newWing);
    if (wing.isEmpty()) {
      long now = head;
      wing.inbox.put(() -> wing.section.open(now));
    }
    wing.members++;
    count(member, 1);
    wing.inbox.put(() -> wing.section.seat(member, seating));
  }

  private Wing newWing(LoopCommons loop) {
    SectionPlace place = new SectionPlace(room, loop.owner(), shared);
    return new Wing(new Section(place, loop, frames));
  }

  @Override
  public void unseat(Member member, @Nullable String id) {
    Wing wing = wingOf(member);
    wing.inbox.put(() -> wing.section.unseat(member, id));
    left(wing, member);
  }

  @Override
  public void expel(Member member, CloseCode code) {
    Wing wing = wingOf(member);
    wing.inbox.put(() -> wing.section.expel(member, code));
    left(wing, member);
  }

  private Wing wingOf(Member member) {
    Wing wing = wings.get(((Outbox) member.peer()).loop());
    if (wing == null || wing.isEmpty()) {
      throw new IllegalStateException("nobody of room " + room + " is on that loop");
    }
    return wing;
  }

  private void left(Wing wing, Member member) {
    count(member, -1);
    wing.members--;
    if (wing.isEmpty()) {
      wing.inbox.put(wing.section::close);
    }
  }

  private void count(Member member, int more) {
    speakers.merge(member.dialect(), more, Integer::sum);
    if (((Outbox) member.peer()).inflates()) {
      inflaters.merge(member.dialect(), more, Integer::sum);
    }
  }

  private boolean speaks(Dialect dialect) {
    return speakers.getOrDefault(dialect, 0) > 0;
  }

  /** A frame for those who speak a dialect, compressed as well if one of them takes it so. */
  private PreparedFrame frame(Dialect dialect, byte[] utf8) {
    return frames.text(utf8, inflaters.getOrDefault(dialect, 0) > 0);
  }

  @Override
  public void show(Logged logged) {
    head = logged.seq();
    if (!speaks(Dialect.JSON) && !speaks(Dialect.PLAIN)) {
      return;
    }
    RoomEvent event = logged.event();
    String text = speaks(Dialect.PLAIN) ? PlainText.of(logged) : null;
    ShownEvent shown =
        new ShownEvent(
            logged.seq(),
            event.about(),
            event instanceof RoomEvent.Deleted,
            speaks(Dialect.JSON) ? frame(Dialect.JSON, shared.codec().write(event)) : null,
            text == null ? null : frame(Dialect.PLAIN, text.getBytes(UTF_8)));
    for (Wing wing : wings.values()) {
      if (!wing.isEmpty()) {
        shown.retain();
        wing.inbox.put(new Delivery(wing.section, shown));
      }
    }
    shown.release();
  }

  @Override
  public void tell(ServerMessage.Said message, long exceptConnection) {
    if (!speaks(Dialect.JSON)) {
      return;
    }
    PreparedFrame frame = frame(Dialect.JSON, shared.codec().write(message));
    Integer count = message instanceof ServerMessage.Presence told ? (Integer) told.count() : null;
    for (Wing wing : wings.values()) {
      if (!wing.isEmpty()) {
        frame.retain();
        wing.inbox.put(new Notice(wing.section, frame, exceptConnection, count));
      }
    }
    frame.release();
  }

  @Override
  public void resync(ServerMessage.Resync resync) {
    for (Wing wing : wings.values()) {
      wing.inbox.put(() -> wing.section.resync(resync));
    }
  }
}
