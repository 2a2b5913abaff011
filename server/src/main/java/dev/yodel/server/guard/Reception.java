package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who comes, and whether that address has room for one more connection.
 *
 * <pre>
 *   from anyone                      the peer's address          counted at once
 *   from a proxy, with PROXY lines   what the line says          counted when it came
 *   from a proxy, without            what the headers say        counted at its upgrade, until
 *                                                                it is refused or another comes
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Reception {

  /** The address that a connection counts for now; there from the first one on. */
  private static final AttributeKey<@Nullable InetAddress> COUNTED =
      AttributeKey.valueOf(Reception.class, "COUNTED");

  private final TrustedProxies proxies;
  private final Callers callers;

  public Reception(TrustedProxies proxies, Callers callers) {
    this.proxies = proxies;
    this.callers = callers;
  }

  /** What becomes of a connection. */
  public enum Verdict {
    SERVED,
    /** Its PROXY line is awaited. */
    AWAITED,
    /** Its address has too many. */
    REFUSED,
    /** Its address comes too often. */
    UNHEARD,
    /** Its PROXY line is missing or wrong. */
    MISTAKEN
  }

  /**
   * Whether a connection that was just accepted is heard at all. Whom a proxy brings is known
   * later.
   */
  public boolean hears(Channel accepted, long nowNanos) {
    InetAddress peer = peer(accepted);
    return peer == null || proxies.contain(peer) || callers.mayConnect(peer, nowNanos);
  }

  /** Receives a connection. */
  public Verdict receive(Channel channel) {
    InetAddress peer = peer(channel);
    if (peer == null) {
      return Verdict.SERVED;
    }
    if (!proxies.contain(peer)) {
      return register(channel, peer, false);
    }
    if (proxies.lines()) {
      return Verdict.AWAITED;
    }
    new Client(peer, false, null).setOn(channel);
    return Verdict.SERVED;
  }

  /**
   * Receives what a PROXY line says.
   *
   * @param source null where the proxy speaks for itself, as in its health checks
   */
  Verdict receive(Channel channel, @Nullable InetAddress source) {
    if (source != null) {
      return callers.mayConnect(source, channel.eventLoop().ticker().nanoTime())
          ? register(channel, source, true)
          : Verdict.UNHEARD;
    }
    InetAddress peer = peer(channel);
    if (peer != null) {
      new Client(peer, false, null).setOn(channel);
    }
    return Verdict.SERVED;
  }

  /**
   * A request came: until it is answered, the log's lines are about whom a proxy's headers name for
   * it, at that address' rate. The proxy itself where they name nobody or two, or are malformed.
   */
  void onRequest(Channel channel, HttpRequest request) {
    InetAddress proxy = believed(channel);
    if (proxy == null) {
      return;
    }
    InetAddress named =
        request.decoderResult().isSuccess()
            ? ForwardedFor.client(proxy, request.headers(), proxies)
            : null;
    InetAddress client = named == null ? proxy : named;
    Caller caller = callers.find(client, channel.eventLoop().ticker().nanoTime());
    new Client(client, !client.equals(proxy), caller).setOn(channel);
  }

  /** A request was answered: whoever a proxy brought for it has no part in what comes next. */
  void onAnswered(Channel channel) {
    InetAddress proxy = believed(channel);
    if (proxy != null) {
      new Client(proxy, false, null).setOn(channel);
    }
  }

  /**
   * Receives an upgrade: what a proxy's headers say counts from now on.
   *
   * @throws ContradictionException if they say two things
   */
  public Verdict receive(Channel channel, HttpHeaders headers) throws ContradictionException {
    InetAddress proxy = believed(channel);
    if (proxy == null) {
      return Verdict.SERVED;
    }
    InetAddress client = ForwardedFor.client(proxy, headers, proxies);
    if (client == null) {
      throw new ContradictionException();
    }
    if (!client.equals(proxy)) {
      return register(channel, client, true);
    }
    giveBack(channel);
    new Client(proxy, false, null).setOn(channel);
    return Verdict.SERVED;
  }

  /** An upgrade was refused: whom a proxy's headers brought for it has no connection. */
  public void onRefused(Channel channel) {
    Client known = Client.of(channel);
    if (known != null && known.brought() && !proxies.lines()) {
      giveBack(channel);
    }
  }

  private Verdict register(Channel channel, InetAddress address, boolean brought) {
    giveBack(channel);
    Caller caller = callers.enter(address, channel.eventLoop().ticker().nanoTime());
    new Client(address, brought, caller).setOn(channel);
    if (caller == null) {
      return Verdict.SERVED;
    }
    boolean first = !channel.hasAttr(COUNTED);
    channel.attr(COUNTED).set(address);
    if (first || !channel.isOpen()) {
      channel.closeFuture().addListener(closed -> giveBack(channel));
    }
    return callers.isOver(caller) ? Verdict.REFUSED : Verdict.SERVED;
  }

  /** The address that the connection was counted for no longer has it. */
  private void giveBack(Channel channel) {
    InetAddress address = channel.hasAttr(COUNTED) ? channel.attr(COUNTED).getAndSet(null) : null;
    if (address != null) {
      callers.leave(address);
    }
  }

  /** The proxy at the other end whose headers are believed; null for anyone else. */
  private @Nullable InetAddress believed(Channel channel) {
    InetAddress peer = proxies.lines() ? null : peer(channel);
    return peer != null && proxies.contain(peer) ? peer : null;
  }

  private static @Nullable InetAddress peer(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress internet
        ? internet.getAddress()
        : null;
  }

  /** The proxy's headers name two clients: which of them it wrote itself cannot be known. */
  public static final class ContradictionException extends Exception {

    private static final long serialVersionUID = 1L;

    ContradictionException() {
      super("Forwarded: expected the same client as X-Forwarded-For", null, false, false);
    }
  }
}
