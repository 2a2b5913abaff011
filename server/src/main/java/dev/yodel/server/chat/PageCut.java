package dev.yodel.server.chat;

import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage.More;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps pages below their size: at least one event, at most so many bytes. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class PageCut {

  /** Which end of a slice goes when it is too large. */
  public enum Keep {
    /** The newest events go: the reader comes from the past. */
    OLDEST,
    /** The oldest events go: the reader comes from the present. */
    NEWEST,
    /** Both ends go: the reader looks at the middle. */
    MIDDLE
  }

  private final MessageCodec codec;
  private final int pageBytes;

  public PageCut(MessageCodec codec, int pageBytes) {
    this.codec = codec;
    this.pageBytes = pageBytes;
  }

  /** The slice, cut to the size of a page. */
  public Slice cut(Slice slice, Keep keep) {
    Deque<Logged> events = new ArrayDeque<>(slice.events());
    Deque<Integer> sizes = new ArrayDeque<>();
    long bytes = 0;
    for (Logged logged : slice.events()) {
      int size = codec.write(logged.event()).length + 1;
      sizes.addLast(size);
      bytes += size;
    }
    boolean before = slice.more().before();
    boolean after = slice.more().after();
    boolean fromFront = keep != Keep.OLDEST;
    while (bytes > pageBytes && events.size() > 1) {
      before |= fromFront;
      after |= !fromFront;
      bytes -= fromFront ? first(events, sizes) : last(events, sizes);
      fromFront = keep == Keep.MIDDLE ? !fromFront : fromFront;
    }
    return new Slice(List.copyOf(events), new More(before, after), slice.floor());
  }

  private static int first(Deque<Logged> events, Deque<Integer> sizes) {
    events.removeFirst();
    return sizes.removeFirst();
  }

  private static int last(Deque<Logged> events, Deque<Integer> sizes) {
    events.removeLast();
    return sizes.removeLast();
  }

  /** The events alone. */
  public static List<RoomEvent> events(Slice slice) {
    return slice.events().stream().map(Logged::event).toList();
  }
}
