package dev.yodel.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LogCapture;
import dev.yodel.server.metrics.PrometheusMetrics;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TlsEventsHandlerTest {

  private static List<String> logged(Throwable cause) {
    EmbeddedChannel channel =
        new EmbeddedChannel(new TlsEventsHandler(new PrometheusMetrics("test")));
    try (LogCapture log = new LogCapture()) {
      channel.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(cause));
      return log.lines();
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void whatIsNoRecordIsNotQuoted() {
    assertThat(logged(new NotSslRecordException("not an SSL/TLS record: 68757368")))
        .singleElement()
        .asString()
        .contains("why=tls cause=\"not a TLS record\"")
        .doesNotContain("68757368");
  }

  @Test
  void theCauseIsTheInnermost() {
    SSLException unknown = new SSLException("no path to a trusted certificate");
    assertThat(logged(new SSLException("General OpenSslEngine problem", unknown)))
        .singleElement()
        .asString()
        .contains("cause=\"no path to a trusted certificate\"");
  }

  @Test
  void causeIsOneShortLine() {
    assertThat(logged(new SSLException("no \"shared\"\ncipher" + "x".repeat(10_000))))
        .singleElement()
        .asString()
        .contains("cause=\"no ?shared??cipherxxx")
        .hasSizeLessThan(300)
        .doesNotContain("\n");
  }
}
