package dev.yodel.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/** Keeps the counts in a registry of its own and says them in Prometheus' text format. */
public final class PrometheusMetrics implements ServerMetrics {

  /** The type of {@link #text}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /** From here on anybody may make codes up: one label for all of a peer's keeps the series few. */
  private static final int FIRST_FREE_CODE = 3000;

  private static final int FIRST_OWN_CODE = 4000;
  private static final int LAST_OWN_CODE = 4299;

  /** From a fast disk's group commit to a server that should not take posts any more. */
  private static final double[] SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter opened;
  private final Counter closed;
  private final Counter answered;
  private final Counter handshakes;
  private final Counter limits;
  private final Counter refused;
  private final Counter failed;
  private final Histogram logged;
  private final TrafficBook traffic = new TrafficBook();
  private final String transport;

  /** Metrics of a server that starts now on a transport. */
  public PrometheusMetrics(String transport) {
    this.transport = transport;
    opened =
        counter(
            "yodel_websockets_opened", "WebSockets opened, by endpoint.", "endpoint", "transport");
    closed =
        counter(
            "yodel_websockets_closed",
            "WebSockets gone, by endpoint and close code; 1006 for those that were lost.",
            "endpoint",
            "code",
            "transport");
    answered =
        counter(
            "yodel_http_answers",
            "HTTP answers by status: pages, and upgrades that were refused.",
            "status");
    handshakes =
        counter(
            "yodel_tls_handshakes",
            "Connections to the TLS port: ok, failed, lost on the way, or plaintext.",
            "result");
    limits =
        counter(
            "yodel_limits_hit", "How often a limit was reached, by its option's name.", "limit");
    refused =
        counter("yodel_refused", "Connections, requests and upgrades refused, and why.", "why");
    failed = counter("yodel_failures", "Requests of chat clients answered with an error.", "code");
    logged =
        Histogram.builder()
            .name("yodel_log_append_seconds")
            .help("From a post's append to the log's answer: kept, that is durable, or refused.")
            .labelNames("result")
            .withoutExemplars()
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    addTraffic();
  }

  private void addTraffic() {
    sums("yodel_messages_in", "Messages that came, whole.", Traffic.Count.MESSAGES_IN);
    sums("yodel_bytes_in", "Bytes of frames that came.", Traffic.Count.BYTES_IN);
    sums("yodel_messages_out", "Messages that were written.", Traffic.Count.MESSAGES_OUT);
    sums("yodel_bytes_out", "Bytes of messages that were written.", Traffic.Count.BYTES_OUT);
    sums(
        "yodel_deliveries",
        "Events and notices of rooms, each counted for each member it was written to.",
        Traffic.Count.DELIVERIES);
    GaugeWithCallback.builder()
        .name("yodel_seats_behind")
        .help("Members that wait until their connection takes more.")
        .labelNames("endpoint", "transport")
        .callback(
            callback ->
                traffic.sum(
                    Traffic.Count.SEATS_BEHIND,
                    (endpoint, value) -> callback.call((double) value, endpoint, transport)))
        .register(registry);
  }

  private void sums(String name, String help, Traffic.Count what) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("endpoint", "transport")
        .callback(
            callback ->
                traffic.sum(
                    what, (endpoint, value) -> callback.call((double) value, endpoint, transport)))
        .register(registry);
  }

  /** What loops count without asking anybody. */
  public TrafficBook traffic() {
    return traffic;
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars() // a sampler's timer would wake a thread of its own
        .register(registry);
  }

  /** Adds a value that is read when it is asked for, on the thread that asks. */
  public PrometheusMetrics gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
    return this;
  }

  @Override
  public void opened(String endpoint) {
    opened.labelValues(endpoint, transport).inc();
  }

  @Override
  public void closed(String endpoint, int code, boolean byPeer) {
    closed.labelValues(endpoint, label(code, byPeer), transport).inc();
  }

  @Override
  public void limitHit(String limit) {
    limits.labelValues(limit).inc();
  }

  @Override
  public void refused(Why why) {
    refused.labelValues(why.word()).inc();
  }

  @Override
  public void failed(String code) {
    failed.labelValues(code).inc();
  }

  @Override
  public void logged(long nanos, boolean kept) {
    logged.labelValues(kept ? "kept" : "refused").observe(nanos / NANOS);
  }

  @Override
  public void answered(int status) {
    answered.labelValues(Integer.toString(status)).inc();
  }

  @Override
  public void tlsHandshake(String result) {
    handshakes.labelValues(result).inc();
  }

  private static String label(int code, boolean byPeer) {
    boolean ours = !byPeer && code >= FIRST_OWN_CODE && code <= LAST_OWN_CODE;
    return ours || code < FIRST_FREE_CODE ? Integer.toString(code) : "other";
  }

  /** All metrics, in {@link #CONTENT_TYPE}. */
  public byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
