package dev.yodel.server.boot;

import dev.yodel.server.http.TlsOnlyHandler;
import dev.yodel.server.tls.TlsDoorHandler;
import dev.yodel.server.tls.TlsTerminator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;

/** Puts TLS in front of what every connection gets. */
final class TlsInitializer extends ChannelInitializer<Channel> {

  private final TlsTerminator terminator;
  private final Connections connections;
  private final ChannelHandler inner;
  private final TlsOnlyHandler refusal = new TlsOnlyHandler();

  TlsInitializer(TlsTerminator terminator, Connections connections, ChannelHandler inner) {
    this.terminator = terminator;
    this.connections = connections;
    this.inner = inner;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel
        .pipeline()
        .addLast(
            "door",
            new TlsDoorHandler(
                terminator,
                connections.crowds().of(channel.eventLoop()),
                connections.metrics(),
                this::refuse))
        .addLast(inner);
  }

  private void refuse(ChannelPipeline pipeline) {
    pipeline.addBefore(HttpStage.HEAD, "tls-only", refusal);
  }
}
