package dev.yodel.server.boot;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ports that a server listens on: its own, and that of its keeper if there is one. */
final class Doors {

  private static final int BACKLOG = 1024;

  /** EADDRNOTAVAIL: as Linux numbers it in the native transports, and in words. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("error\\(-99\\)|assign requested address");

  private final Channel own;
  private final @Nullable Channel admin;

  private Doors(Channel own, @Nullable Channel admin) {
    this.own = own;
    this.admin = admin;
  }

  /** What listens: on which loops, and behind either port. */
  record Inside(EventLoopGroup loops, Transport transport, Door own, Door admin) {}

  /**
   * What is behind a port.
   *
   * @param handler what a connection gets
   */
  record Door(Intake.Ear ear, Crowds crowds, ChannelHandler handler) {}

  /**
   * Listens.
   *
   * @throws IOException if it cannot: the message says where, why and what to do
   */
  static Doors open(ServerConfig config, Inside inside) throws IOException {
    AdminConfig keeper = config.watch().admin();
    Channel admin = null;
    if (keeper != null) {
      admin =
          listen(bootstrap(inside, inside.admin()), keeper.host(), keeper.port(), "--admin-port");
    }
    try {
      String host = config.network().host();
      return new Doors(
          listen(bootstrap(inside, inside.own()), host, config.network().port(), "--port"), admin);
    } catch (IOException e) {
      if (admin != null) {
        admin.close().awaitUninterruptibly();
      }
      throw e;
    }
  }

  private static ServerBootstrap bootstrap(Inside inside, Door door) {
    return new ServerBootstrap()
        .group(inside.loops())
        .channel(inside.transport().channel())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .handler(new Intake(door.ear(), door.crowds()))
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(door.handler());
  }

  private static Channel listen(ServerBootstrap bootstrap, String host, int port, String option)
      throws IOException {
    ChannelFuture bound = bootstrap.bind(host, port).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    Throwable cause = bound.cause();
    String where = "cannot listen on " + host + " port " + port + ": ";
    if (cause instanceof UnresolvedAddressException) {
      throw new IOException(where + "there is no such host (expected: an address of this machine)");
    }
    if (ELSEWHERE.matcher(cause.toString()).find()) {
      throw new BindException(where + "not here (expected: an address of this machine)");
    }
    if (cause.toString().contains("in use")) {
      throw new BindException(
          where
              + "the port is in use; stop the program that holds it, or choose another with "
              + option
              + " N (0 takes a free one)");
    }
    throw new IOException(where + cause.getMessage(), cause);
  }

  /** The server's own port. */
  int port() {
    return portOf(own);
  }

  /** Its keeper's port; 0 for none. */
  int adminPort() {
    return admin == null ? 0 : portOf(admin);
  }

  private static int portOf(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Lets nobody in any more; the keeper may still ask. */
  void closeOwn() {
    own.close().awaitUninterruptibly();
  }

  /** Lets its keeper in no more either. */
  void closeAdmin() {
    if (admin != null) {
      admin.close().awaitUninterruptibly();
    }
  }
}
