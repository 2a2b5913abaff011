package dev.yodel.client;

import dev.yodel.client.ConnectFailure.Kind;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;

/**
 * The client's pipeline, whole, in order.
 *
 * <pre>
 *  flushes > proxy? > tls? > silence > HttpClientCodec > wire > observer? > refusal
 *          > HttpObjectAggregator > deflate? > plain > frames
 *          > WebSocketClientProtocolHandler > handshake
 *
 *  flushes    makes one write to the socket of many small ones
 *  silence    knows when the last byte came
 *  codec      gone after the handshake, the frame codec takes its place
 *  wire       counts frames as they travel, and plain as they were before compression
 *  refusal    takes an answer that is not 101, with its headers and the start of its body
 *  frames     messages, pings, heartbeat and the closing handshake; stands before the protocol
 *             handler, which would swallow pings, add a second Close frame and drop the
 *             connection on an error
 *  handshake  settles the attempt: open or failed
 * </pre>
 */
final class ClientPipeline extends ChannelInitializer<SocketChannel> {

  private static final int FLUSH_AFTER = 256;
  private static final int DEFLATE_LEVEL = 6;

  private final ConnectOptions options;
  private final Dial dial;
  private final WebSocketListener listener;
  private final InetSocketAddress hop;

  /** For a channel to a hop: the server, or the proxy on the way. */
  ClientPipeline(
      ConnectOptions options, Dial dial, WebSocketListener listener, InetSocketAddress hop) {
    this.hop = hop;
    this.options = options;
    this.dial = dial;
    this.listener = listener;
  }

  @Override
  protected void initChannel(SocketChannel channel) throws SSLException {
    var wire = new MeterHandler();
    var plain = new MeterHandler();
    var connection = new WebSocketConnection(channel, options, wire, plain);
    var silence = new SilenceHandler();
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(new FlushConsolidationHandler(FLUSH_AFTER, true));
    if (options.route().proxy() != null) {
      options.route().proxy().addTo(pipeline, hop, dial);
    }
    if (options.isSecure()) {
      String host = options.uri().getHost();
      pipeline.addLast(options.route().tls().handler(channel.alloc(), host, options.port()));
    }
    pipeline.addLast(silence);
    pipeline.addLast(new HttpClientCodec(AnswerHead.limits(), false, false));
    pipeline.addLast(wire);
    if (options.route().observer() != null) {
      pipeline.addLast(new ObserverHandler(options.route().observer()));
    }
    pipeline.addLast(new RefusalHandler(dial));
    pipeline.addLast(new HttpObjectAggregator(AnswerHead.MAX_BYTES));
    if (options.upgrade().deflate()) {
      pipeline.addLast(deflate(options.limits().maxMessage()));
    }
    pipeline.addLast(plain);
    var frames = new FrameHandler(connection, silence, options, listener);
    pipeline.addLast(frames);
    var handshaker = new Handshaker(options);
    pipeline.addLast(new WebSocketClientProtocolHandler(handshaker, protocol()));
    pipeline.addLast(new HandshakeHandler(handshaker, frames, dial));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    dial.failed(new ConnectFailure(Kind.TLS, "TLS set-up: " + cause.getMessage(), cause));
  }

  /**
   * The browsers' offer, without the extensions of before RFC 7692; takes both no_context_takeover.
   */
  private static WebSocketClientExtensionHandler deflate(int maxMessage) {
    return new WebSocketClientExtensionHandler(
        new PerMessageDeflateClientExtensionHandshaker(
            DEFLATE_LEVEL,
            false,
            PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
            true,
            false,
            maxMessage));
  }

  /** The protocol handler only shakes hands: the frames before it do the rest. */
  private WebSocketClientProtocolConfig protocol() {
    return WebSocketClientProtocolConfig.newBuilder()
        .handleCloseFrames(false)
        .sendCloseFrame(null)
        .dropPongFrames(false)
        .withUTF8Validator(false)
        .handshakeTimeoutMillis(options.limits().handshake().toMillis() + 1000)
        .build();
  }
}
