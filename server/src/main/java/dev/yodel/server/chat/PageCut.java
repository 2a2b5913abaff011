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

  private final MessageCodec codec;
  private final int pageBytes;

  public PageCut(MessageCodec codec, int pageBytes) {
    this.codec = codec;
    this.pageBytes = pageBytes;
  }

  /** Of a slice that is too large the newest events go: the reader comes from the past. */
  public Slice oldest(Slice slice) {
    return around(slice, 0);
  }

  /** Of a slice that is too large the oldest events go: the reader comes from the present. */
  public Slice newest(Slice slice) {
    return around(slice, Long.MAX_VALUE);
  }

  /** Of a slice that is too large the end goes that has more events from the one looked at on. */
  public Slice around(Slice slice, long seq) {
    Deque<Logged> events = new ArrayDeque<>(slice.events());
    Deque<Integer> sizes = new ArrayDeque<>();
    long bytes = 0;
    int older = 0;
    for (Logged logged : slice.events()) {
      int size = codec.write(logged.event()).length + 1;
      sizes.addLast(size);
      bytes += size;
      older += logged.event().at().seq() < seq ? 1 : 0;
    }
    boolean before = slice.more().before();
    boolean after = slice.more().after();
    while (bytes > pageBytes && events.size() > 1) {
      boolean fromFront = older > events.size() - 1 - older;
      before |= fromFront;
      after |= !fromFront;
      older -= fromFront ? 1 : 0;
      bytes -= fromFront ? first(events, sizes) : last(events, sizes);
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
