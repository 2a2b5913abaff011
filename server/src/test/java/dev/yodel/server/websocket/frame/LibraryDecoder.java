package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.ArrayList;
import java.util.List;

/**
 * The library's decoder, validator and aggregator as an oracle: what an echo on them would send.
 */
final class LibraryDecoder {

  private LibraryDecoder() {}

  /** The answers to a client's bytes, in the words of {@link ServerSide#sent}. */
  static List<String> answers(ByteBuf bytes, int maxMessage) {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(maxMessage)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    Recorder recorder = new Recorder();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(config),
            new Utf8FrameValidator(false),
            new WebSocketFrameAggregator(maxMessage),
            recorder);
    channel.writeInbound(bytes);
    channel.finishAndReleaseAll();
    return recorder.answers;
  }

  private static final class Recorder extends io.netty.channel.ChannelInboundHandlerAdapter {

    private final List<String> answers = new ArrayList<>();
    private boolean ended;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      WebSocketFrame frame = (WebSocketFrame) message;
      String answer = answer(frame);
      frame.release();
      if (!ended && !answer.isEmpty()) {
        answers.add(answer);
      }
      ended |= frame instanceof CloseWebSocketFrame;
    }

    private static String answer(WebSocketFrame frame) {
      if (frame instanceof CloseWebSocketFrame close) {
        return "close:" + (close.statusCode() < 0 ? "none" : close.statusCode());
      }
      if (frame instanceof PingWebSocketFrame) {
        return "pong:" + frame.content().toString(java.nio.charset.StandardCharsets.UTF_8);
      }
      if (frame instanceof PongWebSocketFrame) {
        return "";
      }
      return frame instanceof TextWebSocketFrame text
          ? "text:" + text.text()
          : "binary:" + ByteBufUtil.hexDump(frame.content());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (ended || cause instanceof PrematureChannelClosureException) {
        return;
      }
      ended = true;
      if (cause instanceof CorruptedWebSocketFrameException corrupt) {
        answers.add("close:" + corrupt.closeStatus().code());
      } else if (cause instanceof TooLongFrameException) {
        answers.add("close:1009");
      } else if (cause instanceof CorruptedFrameException) {
        answers.add("close:1002");
      } else {
        throw new AssertionError(cause);
      }
    }
  }
}
