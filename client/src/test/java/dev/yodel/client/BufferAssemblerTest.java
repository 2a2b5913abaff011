package dev.yodel.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferAssemblerTest {

  private static final int LIMIT = 8;

  private final List<String> heard = new ArrayList<>();
  private final BufferAssembler assembler =
      new BufferAssembler(
          LIMIT, (bytes, text) -> heard.add((text ? "text " : "binary ") + bytes.toString(UTF_8)));

  private void add(WebSocketFrame frame) {
    try {
      assembler.add(frame);
    } finally {
      frame.release();
    }
  }

  private static ContinuationWebSocketFrame more(boolean last, String text) {
    return new ContinuationWebSocketFrame(last, 0, Unpooled.copiedBuffer(text, UTF_8));
  }

  @Test
  void messagesAreWholeWhateverTheirFrames() {
    add(new TextWebSocketFrame("one"));
    add(new BinaryWebSocketFrame(false, 0, Unpooled.copiedBuffer("t", UTF_8)));
    add(more(false, ""));
    add(more(true, "wo"));
    add(new TextWebSocketFrame(false, 0, ""));
    add(more(true, ""));
    add(new BinaryWebSocketFrame(Unpooled.EMPTY_BUFFER));
    assertThat(heard).containsExactly("text one", "binary two", "text ", "binary ");
  }

  @Test
  void whatIsLargerThanTheLimitIsRefused() {
    add(new TextWebSocketFrame("12345678"));
    assertThatThrownBy(() -> add(new TextWebSocketFrame("123456789")))
        .hasMessage("message of more than 8 bytes");
    add(new TextWebSocketFrame(false, 0, "12345"));
    assertThatThrownBy(() -> add(more(false, "6789"))).hasMessage("message of more than 8 bytes");
    assertThat(heard).containsExactly("text 12345678");
  }
}
