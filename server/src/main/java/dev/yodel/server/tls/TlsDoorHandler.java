package dev.yodel.server.tls;

import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at the first bytes of a connection: TLS ends here, plain text goes on as it is, to whatever
 * tells a peer that this port speaks TLS.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class TlsDoorHandler extends ByteToMessageDecoder {

  /** The name of TLS in the pipeline. */
  public static final String TLS = "tls";

  /** From so many bytes on one can tell: a record's head. */
  private static final int ENOUGH = 5;

  private final TlsTerminator terminator;
  private final ServerMetrics metrics;
  private final Consumer<ChannelPipeline> plain;

  /**
   * The door of one connection.
   *
   * @param plain prepares the pipeline for a peer that speaks plain text
   */
  public TlsDoorHandler(
      TlsTerminator terminator, ServerMetrics metrics, Consumer<ChannelPipeline> plain) {
    this.terminator = terminator;
    this.metrics = metrics;
    this.plain = plain;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < ENOUGH) {
      return;
    }
    if (SslHandler.isEncrypted(in, false)) {
      terminate(context);
    } else {
      metrics.tlsHandshake("plaintext");
      metrics.refused(Why.PLAINTEXT);
      plain.accept(context.pipeline());
      context.pipeline().remove(this);
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
