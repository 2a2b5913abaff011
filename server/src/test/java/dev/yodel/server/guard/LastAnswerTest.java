package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastAnswerTest {

  private final List<Duplex> peers = Stream.generate(Duplex::new).limit(40).toList();

  @AfterEach
  void close() {
    peers.forEach(Duplex::finishAndReleaseAll);
  }

  private long openAfter(long millis) {
    for (Duplex peer : peers) {
      peer.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
      peer.runScheduledPendingTasks();
    }
    return peers.stream().filter(Duplex::isOpen).count();
  }

  @Test
  void peersThatAreRefusedTogetherAreLetGoApart() {
    for (Duplex peer : peers) {
      peer.freezeTime();
      peer.pipeline().addLast(new HttpServerCodec());
      LastAnswer.send(peer.pipeline().lastContext(), answer());
      assertThat(peer.isOutputShutdown()).isTrue();
      assertThat(peer.pipeline().first()).isInstanceOf(Discard.class);
      assertThat(peer.pipeline().last()).isInstanceOf(Discard.class);
    }
    assertThat(openAfter(499)).as("before half a second").isEqualTo(peers.size());
    assertThat(openAfter(501)).as("after a second").isBetween(1L, peers.size() - 1L);
    assertThat(openAfter(500)).as("after one and a half").isZero();
  }

  private static FullHttpResponse answer() {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
  }

  /** A connection whose halves end apart. */
  private static final class Duplex extends EmbeddedChannel implements DuplexChannel {

    private boolean ended;

    @Override
    public boolean isInputShutdown() {
      return false;
    }

    @Override
    public ChannelFuture shutdownInput() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOutputShutdown() {
      return ended;
    }

    @Override
    public ChannelFuture shutdownOutput() {
      return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
      ended = true;
      return promise.setSuccess();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public ChannelFuture shutdown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
      throw new UnsupportedOperationException();
    }
  }
}
