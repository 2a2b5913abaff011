package dev.yodel.server.boot;

import dev.yodel.server.http.TlsOnlyHandler;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.tls.TlsDoorHandler;
import dev.yodel.server.tls.TlsTerminator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;

/** Puts TLS in front of what every connection gets. */
final class TlsInitializer extends ChannelInitializer<Channel> {

  private final TlsTerminator terminator;
  private final ServerMetrics metrics;
  private final ChannelHandler inner;
  private final TlsOnlyHandler refusal = new TlsOnlyHandler();

  TlsInitializer(TlsTerminator terminator, ServerMetrics metrics, ChannelHandler inner) {
    this.terminator = terminator;
    this.metrics = metrics;
    this.inner = inner;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel
        .pipeline()
        .addLast("door", new TlsDoorHandler(terminator, metrics, this::refuse))
        .addLast(inner);
  }

  private void refuse(ChannelPipeline pipeline) {
    pipeline.addBefore(ServerInitializer.HEAD, "tls-only", refusal);
  }
}
