package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many connections of one loop, each held against what it would do alone. */
class HeartbeatsTest {

  private static final int INTERVAL = 25;
  private static final int TIMEOUT = 10;
  private static final int STEPS = 400;

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final Heartbeats heartbeats;
  private final ReadGate gate;
  private final List<Peer> peers = new ArrayList<>();
  private int closes;

  HeartbeatsTest() {
    loop.freezeTime();
    gate = ReadGate.alone(loop);
    heartbeats =
        new Heartbeats(loop.eventLoop(), Duration.ofSeconds(INTERVAL), Duration.ofSeconds(TIMEOUT));
  }

  /** A connection: its heartbeat, what leaves it, and when that is expected to. */
  private final class Peer extends ChannelDuplexHandler {
    private final HeartbeatHandler heartbeat = new HeartbeatHandler(gate, heartbeats);
    private int pings;
    private int expectedPings;
    private int nextPing;
    private int judged = Integer.MAX_VALUE;
    private boolean heard;

    Peer(int now) {
      nextPing = now + INTERVAL;
      loop.pipeline().addLast(this).addLast(heartbeat);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof PingWebSocketFrame) {
        pings++;
      } else {
        closes++;
      }
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      // Another connection's.
    }

    void hear() {
      heartbeat.channelReadComplete(loop.pipeline().context(heartbeat));
      heard = true;
    }

    /** The next second, alone; answers whether the connection is closed. */
    boolean expect(int now) {
      if (now == nextPing) {
        expectedPings++;
        heard = false;
        judged = now + TIMEOUT;
        nextPing = now + INTERVAL;
      }
      return now == judged && !heard;
    }

    void leave() {
      loop.pipeline().remove(heartbeat);
      loop.pipeline().remove(this);
    }
  }

  @AfterEach
  void close() {
    loop.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyConnectionIsPingedAndJudgedAsIfItWereAlone(long seed) {
    Random random = new Random(seed);
    int expectedCloses = 0;
    for (int now = 0; now < STEPS; now++) {
      if (random.nextInt(3) == 0) {
        peers.add(new Peer(now));
      }
      if (!peers.isEmpty() && random.nextInt(8) == 0) {
        peers.remove(random.nextInt(peers.size())).leave();
      }
      peers.stream().filter(peer -> random.nextInt(5) == 0).forEach(Peer::hear);
      loop.advanceTimeBy(1, TimeUnit.SECONDS);
      loop.runScheduledPendingTasks();

      List<Peer> ended = new ArrayList<>();
      for (Peer peer : peers) {
        if (peer.expect(now + 1)) {
          ended.add(peer);
        }
        assertThat(peer.pings).as("pings at " + now).isEqualTo(peer.expectedPings);
      }
      expectedCloses += ended.size();
      assertThat(closes).as("closed at " + now).isEqualTo(expectedCloses);
      ended.forEach(Peer::leave);
      peers.removeAll(ended);
    }
    assertThat(expectedCloses).as("some were silent").isPositive();
  }
}
