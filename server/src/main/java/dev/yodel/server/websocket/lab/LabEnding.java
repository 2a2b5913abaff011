package dev.yodel.server.websocket.lab;

import dev.yodel.server.guard.SocketEnd;
import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Ending;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.websocket.CloseFrames;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a connection ends, and after how many answers: at most one of close, reset and half.
 *
 * @param awaitsClose whether the peer's close frame still means something
 */
record LabEnding(long after, boolean awaitsClose, Act act) {

  /** How long what was written may travel before a reset overtakes it. */
  private static final Duration GRACE = Duration.ofMillis(100);

  /** What is done. */
  @FunctionalInterface
  interface Act {
    void on(ChannelHandlerContext context);
  }

  static LabEnding of(Experiment experiment, HalfHandler half, Duration patience) {
    if (experiment.has(ConnectionKnobs.RESET)) {
      long after = experiment.get(ConnectionKnobs.RESET).orElse(0);
      return new LabEnding(after, false, context -> resetAfter(GRACE, context));
    }
    if (experiment.has(ConnectionKnobs.HALF)) {
      long after = experiment.get(ConnectionKnobs.HALF).orElse(0);
      return new LabEnding(after, false, context -> half.cut());
    }
    if (experiment.has(ConnectionKnobs.CLOSE)) {
      Ending ending = experiment.get(ConnectionKnobs.CLOSE).orElse(Ending.WITHOUT_FRAME);
      String reason = experiment.get(ConnectionKnobs.REASON).orElse("");
      return new LabEnding(
          experiment.get(ConnectionKnobs.AFTER).orElse(0),
          ending.hasFrame(),
          ending.hasFrame()
              ? context -> close(context, ending.code(), reason)
              : context -> finish(context, patience));
    }
    return new LabEnding(Long.MAX_VALUE, true, context -> {});
  }

  boolean isDue(long answers) {
    return answers >= after;
  }

  /** Ends the connection; nothing is written after. */
  void begin(ChannelHandlerContext context) {
    act.on(context);
  }

  private static void close(ChannelHandlerContext context, int code, String reason) {
    context.channel().writeAndFlush(CloseFrames.of(code, reason));
  }

  /** Ends our half, so that the peer reads everything and then the end; it has to end its own. */
  private static void finish(ChannelHandlerContext context, Duration patience) {
    SocketEnd.finish(context.channel());
    resetAfter(patience, context);
  }

  private static void resetAfter(Duration time, ChannelHandlerContext context) {
    Channel channel = context.channel();
    Future<?> timer =
        context
            .executor()
            .schedule(() -> SocketEnd.reset(channel), time.toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> timer.cancel(false));
  }
}
