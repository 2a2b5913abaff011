package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * permessage-deflate for all connections of a server (RFC 7692): agrees on it during a handshake,
 * with one engine for each event loop.
 */
public final class Compression {

  private static final String ALWAYS =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private final FastThreadLocal<DeflateEngine> engines;

  public Compression() {
    this(DeflateEngine::new);
  }

  /** With a maker of engines, which is called once for each event loop. */
  Compression(Supplier<DeflateEngine> maker) {
    engines =
        new FastThreadLocal<>() {
          @Override
          protected DeflateEngine initialValue() {
            return maker.get();
          }

          @Override
          protected void onRemoval(DeflateEngine engine) {
            engine.close();
          }
        };
  }

  /** A text as one compressed frame for everybody with the largest window; null if no shorter. */
  public @Nullable ByteBuf text(ByteBufAllocator allocator, byte[] utf8) {
    return new PerMessageDeflate(engines.get(), allocator, DeflateEngine.MAX_WINDOW_BITS)
        .frame(Unpooled.wrappedBuffer(utf8), Opcode.TEXT);
  }

  /**
   * Agrees on compression if the client offers it in a way that can be met.
   *
   * @param request the headers of the upgrade request
   * @param response where the answer's header is put
   * @return null without compression
   */
  public @Nullable PerMessageDeflate agree(
      Channel channel, HttpHeaders request, HttpHeaders response) {
    Optional<DeflateOffer> offer =
        DeflateOffer.firstOf(request.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
    if (offer.isEmpty()) {
      return null;
    }
    int window = offer.get().windowBits();
    response.set(
        HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS,
        offer.get().limited() ? ALWAYS + "; server_max_window_bits=" + window : ALWAYS);
    return new PerMessageDeflate(engines.get(), channel.alloc(), window);
  }
}
