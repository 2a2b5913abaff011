package dev.yodel.client.bench;

import dev.yodel.client.BufferListener;
import dev.yodel.client.Closing;
import dev.yodel.client.WebSocketConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member of a room, who gets every post of this run once and in each poster's order; the first
 * ones are posters as well. Belongs to its lane's loop.
 */
final class Member implements BufferListener, Sender {

  private final Lane lane;
  private final int index;
  private final Plan plan;
  private final Payloads payloads;
  private final Hall hall;
  private final int[] next;
  private final InFlight waiting = new InFlight();
  private final boolean slow;
  private @Nullable WebSocketConnection connection;
  private boolean entered;
  private boolean posting;
  private int complete;

  /** What the members of a room share. */
  record Hall(Posts posts, List<Member> posters, Runnable onGone) {}

  Member(Lane lane, int index, Plan plan, Payloads payloads, Hall hall) {
    this.lane = lane;
    this.index = index;
    this.plan = plan;
    this.slow = plan.isSlow(index);
    this.payloads = payloads;
    this.hall = hall;
    this.next = new int[plan.crowd().posters()];
  }

  @Override
  public boolean isOpen() {
    return connection != null;
  }

  /** Posts that wait to be sent, and those that have not come to this member. */
  @Override
  public long outstanding() {
    long sum = waiting.size();
    if (isOpen()) {
      for (int poster = 0; poster < next.length; poster++) {
        sum += hall.posts.posted(poster) - next[poster];
      }
    }
    return sum;
  }

  @Override
  public void offer(long instant) {
    if (waiting.add(instant)) {
      pump();
    } else {
      lane.tally().fault(Fault.UNSENT, 1);
    }
  }

  /** Posts what only asks who is there; from any thread. */
  void probe() {
    lane.loop().execute(() -> post(Stamp.PROBE, lane.now()));
  }

  /** Posts from now on, as many as the window allows; from any thread. */
  void begin() {
    lane.loop()
        .execute(
            () -> {
              posting = true;
              refill();
            });
  }

  @Override
  public void onOpen(WebSocketConnection opened) {
    connection = opened;
    lane.opened(opened);
  }

  @Override
  public void onMessage(WebSocketConnection from, ByteBuf bytes, boolean text) {
    long now = lane.now();
    if (!Stamp.isOf(hall.posts.run(), bytes)) {
      lane.tally().others++;
      return;
    }
    if (!entered) {
      enter(from);
    }
    int poster = Stamp.poster(bytes);
    int number = Stamp.number(bytes);
    if (number == Stamp.PROBE) {
      return;
    }
    if (text != plan.shape().text() || poster >= next.length || !isWhole(bytes, poster, number)) {
      lane.tally().fault(Fault.CHANGED, 1);
      return;
    }
    if (number < next[poster]) {
      lane.tally().fault(Fault.REPEATED, 1);
      return;
    }
    if (number > next[poster]) {
      lane.tally().fault(Fault.LOST, number - next[poster]);
    }
    next[poster] = number + 1;
    lane.arrived(Stamp.instant(bytes), now, bytes.readableBytes(), payloads.kind(number), slow);
    if (!slow && hall.posts.delivered(poster, number)) {
      Member author = hall.posters.get(poster);
      author.lane.loop().execute(author::refill);
    }
  }

  @Override
  public void onWritable(WebSocketConnection of, boolean writable) {
    if (writable) {
      pump();
    }
  }

  @Override
  public void onClose(WebSocketConnection closed, Closing how) {
    connection = null;
    lane.ended(closed);
    if (lane.isLeaving()) {
      return;
    }
    if (slow) {
      lane.tally().slowEnded++;
      if (!entered) {
        hall.posts.entered();
      }
    } else {
      lane.tally().ended(how);
      hall.onGone.run();
    }
  }

  private void enter(WebSocketConnection from) {
    entered = true;
    hall.posts.entered();
    if (slow) {
      lane.slow(from);
    }
  }

  private boolean isWhole(ByteBuf bytes, int poster, int number) {
    return number < hall.posts.posted(poster)
        && bytes.readableBytes() == payloads.size(number)
        && payloads.endsLike(bytes, Stamp.LENGTH, poster, number);
  }

  /** Posts until so many are on their way that not everybody has. */
  private void refill() {
    if (!posting || !(plan.load() instanceof Load.Closed closed)) {
      return;
    }
    while (complete < hall.posts.posted(index) && hall.posts.isComplete(index, complete)) {
      complete++;
    }
    long now = lane.now();
    while (isOpen()
        && lane.isLoading(now)
        && hall.posts.posted(index) + waiting.size() < complete + closed.depth()) {
      lane.due(now);
      offer(now);
    }
  }

  private void pump() {
    WebSocketConnection to = connection;
    while (to != null && waiting.size() > 0 && to.isWritable()) {
      long instant = waiting.remove();
      post(hall.posts.next(index), instant);
    }
  }

  private void post(int number, long instant) {
    WebSocketConnection to = connection;
    if (to != null) {
      byte[] bytes = new byte[payloads.size(number)];
      payloads.fill(bytes, Stamp.LENGTH, index, number);
      Stamp.write(bytes, hall.posts.run(), index, number, instant);
      to.send(Unpooled.wrappedBuffer(bytes), plan.shape().text());
    }
  }
}
