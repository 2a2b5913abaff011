package dev.yodel.server.fanout;

import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.chat.Audience;
import dev.yodel.server.chat.PageCut;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBufAllocator;

/** Makes the audiences of rooms. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Fanout implements Audience.Maker {

  /** The most events that a seat asks of the log at once. */
  public static final int PAGE_EVENTS = 500;

  private final SectionPlace.Shared shared;
  private final FrameMaker frames;

  /**
   * A maker for one server.
   *
   * @param pageBytes the most bytes of one page
   * @param deflater compresses what is shown, for members that agreed on it
   */
  public Fanout(
      RoomLog log,
      MessageCodec codec,
      int pageBytes,
      ByteBufAllocator allocator,
      FrameDeflater deflater) {
    this.shared = new SectionPlace.Shared(log, codec, new PageCut(codec, pageBytes), PAGE_EVENTS);
    this.frames = new FrameMaker(allocator, deflater);
  }

  @Override
  public Audience of(RoomName room, long head) {
    return new LoopAudience(room, head, shared, frames);
  }

  /** How many frames were encoded for audiences. */
  public long framesMade() {
    return frames.made();
  }

  /** How many of them were compressed. */
  public long framesCompressed() {
    return frames.compressed();
  }
}
