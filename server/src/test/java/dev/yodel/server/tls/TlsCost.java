package dev.yodel.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of the server's end of TLS: both ends run on one thread, whose clock is read
 * around what the server does.
 */
final class TlsCost implements AutoCloseable {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SslContext serverSide;
  private final SslContext clientSide;
  private long nanos;

  TlsCost(SslProvider provider, X509Bundle pair) throws Exception {
    serverSide =
        SslContextBuilder.forServer(pair.getKeyPair().getPrivate(), pair.getCertificatePath())
            .sslProvider(provider)
            .protocols("TLSv1.3")
            .build();
    clientSide =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .sessionCacheSize(1)
            .protocols("TLSv1.3")
            .build();
  }

  /** One connection of a client that comes back to nothing: a whole handshake. */
  private final class Line implements AutoCloseable {

    private final EmbeddedChannel server;
    private final EmbeddedChannel client;
    private int echoed;

    Line() {
      long start = threads.getCurrentThreadCpuTime();
      server = new EmbeddedChannel(serverSide.newHandler(ByteBufAllocator.DEFAULT), new Echo());
      nanos += threads.getCurrentThreadCpuTime() - start;
      client = new EmbeddedChannel(clientSide.newHandler(ByteBufAllocator.DEFAULT));
      boolean moved = true;
      while (moved) {
        moved = pump();
      }
      if (!client.pipeline().get(SslHandler.class).handshakeFuture().isSuccess()) {
        throw new IllegalStateException("no handshake");
      }
    }

    private boolean pump() {
      boolean moved = false;
      for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
        long start = threads.getCurrentThreadCpuTime();
        server.writeInbound(out);
        nanos += threads.getCurrentThreadCpuTime() - start;
        moved = true;
      }
      for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
        client.writeInbound(out);
        moved = true;
      }
      for (ByteBuf in = client.readInbound(); in != null; in = client.readInbound()) {
        echoed += in.readableBytes();
        in.release();
      }
      return moved;
    }

    void echo(ByteBuf message) {
      echoed = 0;
      client.writeOutbound(message.retainedDuplicate());
      while (echoed < message.readableBytes()) {
        pump();
      }
    }

    @Override
    public void close() {
      server.finishAndReleaseAll();
      client.finishAndReleaseAll();
    }
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }
  }

  /** Microseconds of the server for a handshake. */
  double handshake(int rounds) {
    nanos = 0;
    for (int i = 0; i < rounds; i++) {
      new Line().close();
    }
    return nanos / 1e3 / rounds;
  }

  /** Microseconds of the server to decrypt a message of so many bytes and encrypt it again. */
  double echo(int bytes, int rounds) {
    ByteBuf message = ByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes);
    try (Line line = new Line()) {
      nanos = 0;
      for (int i = 0; i < rounds; i++) {
        line.echo(message);
      }
      return nanos / 1e3 / rounds;
    } finally {
      message.release();
    }
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(serverSide);
    ReferenceCountUtil.release(clientSide);
  }
}
