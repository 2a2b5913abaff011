package dev.yodel.server.websocket.lab;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.CloseFrames;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The echo that misbehaves: keeps messages until their answers are due, writes the answers byte by
 * byte, and ends the connection when it is told to.
 *
 * <p>The peer's close frame waits its turn behind the answers that are owed, as it would with a
 * server that is really slow. Only one answer at a time is made and under way; the others wait as
 * the messages they were.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class LabEchoHandler extends ChannelDuplexHandler {

  private static final long HELD_MILLIS = 1000;

  private final ReadGate gate;
  private final AnswerQueue queue;
  private final AnswerWriter writer;
  private final AnswerTurns turns;
  private final LabEnding ending;
  private final List<String> greetings;
  private @Nullable CloseWebSocketFrame peersClose;
  private @Nullable Future<?> timer;
  private @Nullable Future<?> holdTimer;
  private boolean underWay;
  private boolean over;
  private boolean deaf;

  LabEchoHandler(
      Experiment experiment, Dice dice, ReadGate gate, LabEnding ending, List<String> greetings) {
    this.gate = gate;
    this.ending = ending;
    this.greetings = greetings;
    this.queue = new AnswerQueue(experiment, dice);
    this.writer = new AnswerWriter(experiment);
    this.turns = new AnswerTurns(gate.crowd());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ChannelFuture greeted = context.newSucceededFuture();
    for (String text : greetings) {
      greeted = context.writeAndFlush(new TextWebSocketFrame(text));
    }
    greeted.addListener(done -> context.executor().execute(() -> endIfDue(context)));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over) {
      passOrDrop(context, message);
    } else if (message instanceof CloseWebSocketFrame close) {
      peersClose = close;
      letGo(context);
    } else if (message instanceof WebSocketFrame frame) {
      Payload payload = new Payload(frame.content(), frame instanceof TextWebSocketFrame);
      if (queue.add(payload, now(context))) {
        cancel(holdTimer);
        holdTimer =
            context.executor().schedule(() -> letGo(context), HELD_MILLIS, TimeUnit.MILLISECONDS);
      }
      pump(context);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void passOrDrop(ChannelHandlerContext context, Object message) {
    if (message instanceof CloseWebSocketFrame && !deaf) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void letGo(ChannelHandlerContext context) {
    queue.letGo(now(context));
    pump(context);
  }

  /** Writes what is due, one answer after the other. */
  private void pump(ChannelHandlerContext context) {
    while (isFree() && context.channel().isWritable()) {
      Answer head = queue.peek();
      long wait = head == null ? Long.MAX_VALUE : head.dueNanos() - now(context);
      if (head == null || wait > 0) {
        waitFor(context, wait);
        break;
      }
      if (!turns.take(writer.bytesOf(head.payload()), () -> pump(context))) {
        break;
      }
      queue.remove();
      write(context, head.payload());
    }
    gate.set(ReadGate.Reason.BUDGET, queue.isFull());
    if (isFree() && peersClose != null && queue.isEmpty()) {
      finish(context);
    }
  }

  /** Whether the next answer may be written: none is under way, and it is not time for the end. */
  private boolean isFree() {
    return !over && !underWay && !turns.isAwaited() && !ending.isDue(writer.answers());
  }

  private void waitFor(ChannelHandlerContext context, long nanos) {
    cancel(timer);
    timer =
        nanos == Long.MAX_VALUE
            ? null
            : context.executor().schedule(() -> pump(context), nanos, TimeUnit.NANOSECONDS);
  }

  private void write(ChannelHandlerContext context, Payload message) {
    underWay = true;
    ChannelFuture written = context.writeAndFlush(writer.bytes(message, context.alloc()));
    if (written.isDone()) {
      onWritten(context);
    } else {
      written.addListener(done -> onWrittenLater(context));
    }
  }

  private void onWrittenLater(ChannelHandlerContext context) {
    onWritten(context);
    pump(context);
  }

  private void onWritten(ChannelHandlerContext context) {
    underWay = false;
    endIfDue(context);
  }

  private void endIfDue(ChannelHandlerContext context) {
    if (!over && ending.isDue(writer.answers())) {
      stop();
      ending.begin(context);
      deaf = !ending.awaitsClose();
      if (!deaf) {
        finish(context);
      }
    }
  }

  /** Lets the closing handshake take place: whoever comes next knows how. */
  private void finish(ChannelHandlerContext context) {
    over = true;
    CloseWebSocketFrame close = peersClose;
    peersClose = null;
    if (close != null) {
      context.fireChannelRead(close);
    }
  }

  private void stop() {
    over = true;
    queue.clear();
    gate.set(ReadGate.Reason.BUDGET, false);
    cancel(timer);
    cancel(holdTimer);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof CloseWebSocketFrame && !over) {
      stop();
      context.executor().execute(() -> finish(context));
    }
    context.write(message, promise);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    pump(context);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.channel().writeAndFlush(CloseFrames.of(CloseCode.GOING_AWAY.code(), "idle"));
    } else {
      if (event instanceof MemoryShort && queue.mustGo()) {
        context.channel().writeAndFlush(CloseFrames.of(CloseCode.TOO_SLOW));
      }
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop();
    ReferenceCountUtil.release(peersClose);
    peersClose = null;
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
