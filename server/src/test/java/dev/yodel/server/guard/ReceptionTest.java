package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.Reception.Verdict;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReceptionTest {

  private static final String ANN = "192.0.2.1";
  private static final String BEN = "192.0.2.2";
  private static final String PROXY = "10.0.0.1";

  private final Callers callers =
      new Callers(
          new FloodLimits(
              0,
              new FloodLimits.PerConnection(0, 0, 0),
              new FloodLimits.PerAddress(1, 0, 0, 0, 0, 0),
              false));
  private final Reception reception =
      new Reception(new TrustedProxies(List.of(Network.of("10.0.0.0/8")), false), callers);

  @Test
  void anAddressThatIsNoLongerBroughtIsNotCounted() throws Exception {
    EmbeddedChannel channel = accepted(PROXY);
    assertThat(ask(channel, ANN)).isEqualTo(Verdict.SERVED);
    assertThat(ask(channel, BEN)).isEqualTo(Verdict.SERVED);
    assertThat(ask(accepted(PROXY), ANN)).isEqualTo(Verdict.SERVED);
    assertThat(ask(accepted(PROXY), BEN)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void whatTheProxyAsksItselfIsNobodysElse() throws Exception {
    EmbeddedChannel channel = accepted(PROXY);
    ask(channel, ANN);
    assertThat(ask(channel, PROXY)).isEqualTo(Verdict.SERVED);
    assertThat(Client.name(channel)).isEqualTo(PROXY);
    assertThat(ask(accepted(PROXY), ANN)).isEqualTo(Verdict.SERVED);
  }

  @Test
  void aConnectionIsCountedOutOnceHoweverManyItBrought() throws Exception {
    EmbeddedChannel channel = accepted(PROXY);
    for (String address : List.of(ANN, BEN, ANN, ANN)) {
      assertThat(ask(channel, address)).isEqualTo(Verdict.SERVED);
    }
    assertThat(connections(ANN)).isEqualTo(1);
    assertThat(connections(BEN)).isZero();
    channel.close();
    assertThat(connections(ANN)).isZero();
    ask(channel, BEN);
    assertThat(connections(BEN)).as("read after the end").isZero();
  }

  @Test
  void whoIsRefusedBehindAProxyHasNoConnection() throws Exception {
    EmbeddedChannel channel = accepted(PROXY);
    ask(channel, ANN);
    reception.onRefused(channel);
    assertThat(connections(ANN)).isZero();
    assertThat(ask(channel, ANN)).isEqualTo(Verdict.SERVED);
    assertThat(connections(ANN)).isEqualTo(1);
  }

  @Test
  void whoIsRefusedAndStaysConnectedItselfIsCounted() {
    EmbeddedChannel channel = accepted(ANN);
    assertThat(connections(ANN)).isEqualTo(1);
    reception.onRefused(channel);
    assertThat(connections(ANN)).isEqualTo(1);
    channel.close();
    assertThat(connections(ANN)).isZero();
  }

  private Verdict ask(EmbeddedChannel channel, String address) throws Exception {
    HttpHeaders headers = new DefaultHttpHeaders().add("X-Forwarded-For", address);
    return reception.receive(channel, headers);
  }

  private int connections(String text) {
    Caller caller = callers.enter(Objects.requireNonNull(Network.literal(text)), 0);
    callers.leave(Objects.requireNonNull(Network.literal(text)));
    return Objects.requireNonNull(caller).connections();
  }

  private EmbeddedChannel accepted(String address) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(address, 4711);
          }
        };
    assertThat(reception.receive(channel)).isEqualTo(Verdict.SERVED);
    return channel;
  }
}
