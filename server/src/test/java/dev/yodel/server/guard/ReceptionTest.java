package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.Reception.Verdict;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

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

  @Test
  void aRequestIsWhoseItsHeadersSayUntilItIsAnswered() {
    EmbeddedChannel channel = accepted(PROXY);
    reception.onRequest(channel, request("X-Forwarded-For", ANN));
    assertThat(Client.name(channel)).isEqualTo(ANN);
    reception.onAnswered(channel);
    assertThat(Client.name(channel)).isEqualTo(PROXY);
    reception.onRequest(channel, request("Forwarded", "for=" + BEN));
    assertThat(Client.name(channel)).isEqualTo(BEN);
  }

  @Test
  void aRequestWithoutOneClientIsTheProxysAndHasARateOfLines() {
    EmbeddedChannel channel = accepted(PROXY);
    HttpRequest two = request("X-Forwarded-For", ANN);
    two.headers().add("Forwarded", "for=" + BEN);
    HttpRequest malformed = request("X-Forwarded-For", ANN);
    malformed.setDecoderResult(DecoderResult.failure(new IllegalArgumentException()));
    for (HttpRequest request : List.of(request("X", "y"), two, malformed)) {
      reception.onRequest(channel, request);
      assertThat(Client.name(channel)).isEqualTo(PROXY);
      assertThat(Client.of(channel)).extracting(Client::caller).isNotNull();
    }
  }

  @Test
  void whoIsNoProxyIsNobodyElse() {
    EmbeddedChannel channel = accepted(ANN);
    Client self = Client.of(channel);
    reception.onRequest(channel, request("X-Forwarded-For", BEN));
    assertThat(Client.of(channel)).isSameAs(self);
    reception.onAnswered(channel);
    assertThat(Client.of(channel)).isSameAs(self);
  }

  @Test
  void requestsOfOneAddressShareARateOfLinesAndAreNoConnections() {
    for (int request = 0; request < 3; request++) {
      EmbeddedChannel channel = accepted(PROXY);
      reception.onRequest(channel, request("X-Forwarded-For", ANN));
      Client client = Objects.requireNonNull(Client.of(channel));
      assertThat(client.caller()).isSameAs(callers.find(address(ANN), 0)).isNotNull();
      assertThat(connections(ANN)).isZero();
    }
  }

  @Test
  void anyNumberOfAddressesInHeadersIsForgottenOnAConnectionThatStays() {
    EmbeddedChannel channel = accepted(PROXY);
    channel.freezeTime();
    for (int number = 0; number < 1000; number++) {
      reception.onRequest(
          channel, request("X-Forwarded-For", "192.0." + number / 250 + "." + number % 250));
      assertThat(PeerLog.allows(NOPLogger.NOP_LOGGER, channel)).isTrue();
      reception.onAnswered(channel);
    }
    assertThat(callers.size()).isEqualTo(1000);
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    callers.sweep(channel.eventLoop().ticker().nanoTime());
    assertThat(callers.size()).isZero();
  }

  private static HttpRequest request(String header, String value) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request.headers().add(header, value);
    return request;
  }

  private static InetAddress address(String text) {
    return Objects.requireNonNull(Network.literal(text));
  }

  private Verdict ask(EmbeddedChannel channel, String address) throws Exception {
    HttpHeaders headers = new DefaultHttpHeaders().add("X-Forwarded-For", address);
    return reception.receive(channel, headers);
  }

  private int connections(String text) {
    return Objects.requireNonNull(callers.find(address(text), 0)).connections();
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
