package dev.yodel.server.tls;

import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first bytes of a connection: TLS ends here, plain text goes on as it is, to whatever
 * tells a peer that this port speaks TLS. A handshake costs a signature: it begins when the {@link
 * Crowd} lets it.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class TlsDoorHandler extends ByteToMessageDecoder {

  /** The name of TLS in the pipeline. */
  public static final String TLS = "tls";

  /** From so many bytes on one can tell: a record's head. */
  private static final int ENOUGH = 5;

  /** What may come before the handshake begins, in bytes, {@value}: two records of RFC 8446. */
  static final int MOST_EARLY = 2 * 16 * 1024;

  private final TlsTerminator terminator;
  private final Crowd crowd;
  private final ServerMetrics metrics;
  private final Consumer<ChannelPipeline> plain;
  private @Nullable Runnable turn;

  /**
   * The door of one connection.
   *
   * @param crowd at its loop
   * @param plain prepares the pipeline for a peer that speaks plain text
   */
  public TlsDoorHandler(
      TlsTerminator terminator,
      Crowd crowd,
      ServerMetrics metrics,
      Consumer<ChannelPipeline> plain) {
    this.terminator = terminator;
    this.crowd = crowd;
    this.metrics = metrics;
    this.plain = plain;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!context.channel().isActive()) { // the line of its proxy had it closed
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < ENOUGH) {
      return;
    }
    if (!SslHandler.isEncrypted(in, false)) {
      metrics.tlsHandshake("plaintext");
      metrics.refused(Why.PLAINTEXT);
      plain.accept(context.pipeline());
      context.pipeline().remove(this);
    } else if (turn == null) {
      turn = () -> terminate(context);
      crowd.take(turn);
    } else if (in.readableBytes() > MOST_EARLY) {
      metrics.tlsHandshake("failed");
      metrics.refused(Why.TLS);
      in.skipBytes(in.readableBytes());
      context.close();
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    if (turn != null) {
      crowd.drop(turn);
    }
  }

  private void terminate(ChannelHandlerContext context) {
    SslHandler handler = terminator.handler(context.alloc());
    boolean placed = false;
    try {
      context.pipeline().addAfter(context.name(), "tls-events", new TlsEventsHandler(metrics));
      context.pipeline().replace(this, TLS, handler);
      placed = true;
    } finally {
      if (!placed) {
        ReferenceCountUtil.release(handler.engine());
      }
    }
  }
}
