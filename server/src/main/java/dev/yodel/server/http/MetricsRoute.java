package dev.yodel.server.http;

import dev.yodel.server.metrics.PrometheusMetrics;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;

/** The metrics in Prometheus' text format. */
public final class MetricsRoute implements Route {

  private final PrometheusMetrics metrics;

  public MetricsRoute(PrometheusMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Answer answer(Map<String, List<String>> parameters, HttpHeaders headers) {
    return new Answer(
        HttpResponseStatus.OK, PrometheusMetrics.CONTENT_TYPE, metrics.text(), Map.of());
  }
}
