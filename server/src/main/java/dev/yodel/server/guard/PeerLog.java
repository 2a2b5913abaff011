package dev.yodel.server.guard;

import io.netty.channel.Channel;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Keeps one address from filling the log: its lines have a rate, and those left out are counted.
 * Requests have one of their own, so that many of them hide nothing else.
 */
public final class PeerLog {

  private PeerLog() {}

  /** Whether a line about a channel's peer may be logged now; an address without limits always. */
  public static boolean allows(Logger log, Channel channel) {
    return allows(log, channel, Caller::lines);
  }

  /** The same for a line about one of its requests. */
  public static boolean allowsRequest(Logger log, Channel channel) {
    return allows(log, channel, Caller::requestLines);
  }

  private static boolean allows(Logger log, Channel channel, Function<Caller, LineRate> rate) {
    Client client = Client.of(channel);
    Caller caller = client == null ? null : client.caller();
    if (caller == null) {
      return true;
    }
    int leftOut = rate.apply(caller).take(channel.eventLoop().ticker().nanoTime());
    if (leftOut > 0) {
      log.warn("log lines left out peer={} lines={}", Client.name(channel), leftOut);
    }
    return leftOut >= 0;
  }
}
