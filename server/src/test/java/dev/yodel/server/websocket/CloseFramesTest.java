package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import org.junit.jupiter.api.Test;

class CloseFramesTest {

  @Test
  void aReasonIsCutBetweenCharacters() {
    CloseWebSocketFrame close = CloseFrames.of(1000, "a" + "\ud83d\ude00".repeat(31));

    assertThat(close.reasonText()).isEqualTo("a" + "\ud83d\ude00".repeat(30));
    close.release();
  }
}
