package dev.yodel.server.websocket.frame;

import static dev.yodel.server.websocket.frame.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer that floods, or does not read, may cost. */
class BackpressureTest {

  private static final int MAX = 4096;

  @Test
  void onlyTheLastOfManyPingsIsAnsweredWhenThePeerReadsAgain() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      setWritable(server, false);
      for (int i = 0; i < 1000; i++) {
        server.read(ClientFrames.of().frame(FIN | Opcode.PING, ClientFrames.utf8("ping " + i)));
      }
      assertThat(server.sent()).isEmpty();
      setWritable(server, true);
      assertThat(server.sent()).containsExactly("pong:ping 999");
    }
  }

  @Test
  void unansweredPingIsForgottenWithTheConnection() {
    ServerSide server = ServerSide.echo(MAX);
    setWritable(server, false);
    server.read(ClientFrames.of().frame(FIN | Opcode.PING, ClientFrames.utf8("ping")));
    server.close();
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void endlessFragmentsOfOneByteEndAtTheLimit() {
    FrameLimits limits = new FrameLimits(1 << 20, 5000, ServerSide.CLOSE_TIMEOUT);
    ClientFrames first = ClientFrames.of().frame(Opcode.BINARY, (byte) 1);
    ClientFrames more = ClientFrames.of();
    for (int i = 0; i < 1000; i++) {
      more.frame(Opcode.CONTINUATION, (byte) 1);
    }
    try (ServerSide server = new ServerSide(limits, FrameHandler.Mode.ECHO, null)) {
      server.read(first);
      int thousands = 0;
      while (server.channel.isOpen() && thousands < 1000) {
        server.read(more);
        thousands++;
      }
      assertThat(thousands).isEqualTo(5);
      assertThat(server.sent()).isEqualTo(List.of("close:1009"));
    }
  }

  private static void setWritable(ServerSide server, boolean writable) {
    server.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    server.channel.runPendingTasks();
  }
}
