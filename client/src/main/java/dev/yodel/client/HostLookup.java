package dev.yodel.client;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks host names up on threads of its own, since the platform's look-up blocks: an event loop
 * would stall with all its connections. Safe to use from any thread.
 *
 * <p>At most {@value #THREADS} names at a time; the threads go when nobody asks for half a second.
 */
final class HostLookup implements AutoCloseable {

  private static final int THREADS = 4;
  private static final long IDLE_MILLIS = 500;

  private final Names names;
  private final ThreadPoolExecutor threads;
  private final Map<Object, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();

  /** Who knows the addresses of a host; may block. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  HostLookup(Names names) {
    this.names = names;
    var factory = new DefaultThreadFactory("yodel-lookup", true);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** As the platform knows them. */
  static HostLookup ofPlatform() {
    return new HostLookup(InetAddress::getAllByName);
  }

  /** Every address of a host, at once if it is one itself. Settles on any thread. */
  CompletableFuture<List<InetAddress>> of(String host) {
    var found = new CompletableFuture<List<InetAddress>>();
    if (isClosed()) {
      found.completeExceptionally(new RejectedExecutionException("closed"));
      return found;
    }
    byte[] address =
        host.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(host) : null;
    if (address != null) {
      settle(found, ip -> new InetAddress[] {InetAddress.getByAddress(address)}, host);
      return found;
    }
    Object question = new Object();
    asked.put(question, found);
    found.whenComplete((addresses, failed) -> asked.remove(question));
    try {
      threads.execute(() -> settle(found, names, host));
    } catch (RejectedExecutionException closed) {
      found.completeExceptionally(closed);
    }
    return found;
  }

  private static void settle(CompletableFuture<List<InetAddress>> found, Names names, String host) {
    try {
      found.complete(List.of(names.addresses(host)));
    } catch (UnknownHostException | RuntimeException unknown) {
      found.completeExceptionally(unknown);
    }
  }

  boolean isClosed() {
    return threads.isShutdown();
  }

  /** Gives up what is being looked up. A look-up that is stuck keeps its thread, a daemon. */
  @Override
  public void close() {
    asked
        .values()
        .forEach(found -> found.completeExceptionally(new RejectedExecutionException("closed")));
    threads.shutdownNow();
  }
}
