package dev.yodel.server.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The traffic of all loops and endpoints; asked once a connection, summed when somebody asks. */
public final class TrafficBook {

  private final Map<String, Map<Object, Traffic>> byEndpoint = new ConcurrentHashMap<>();

  /** The traffic that a loop counts at an endpoint. */
  public Traffic of(Object loop, String endpoint) {
    return byEndpoint
        .computeIfAbsent(endpoint, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(loop, owner -> new Traffic());
  }

  /** Calls with each endpoint and the sum of its loops. */
  void sum(Traffic.Count what, Sum sum) {
    byEndpoint.forEach(
        (endpoint, loops) ->
            sum.of(endpoint, loops.values().stream().mapToLong(loop -> loop.get(what)).sum()));
  }

  /** Takes the sum of an endpoint. */
  @FunctionalInterface
  interface Sum {
    void of(String endpoint, long value);
  }
}
