package dev.yodel.server.boot;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server talks to the kernel. */
public enum Transport {
  IO_URING {
    @Override
    public boolean isAvailable() {
      return IoUring.isAvailable();
    }

    @Override
    Class<? extends ServerChannel> channel() {
      return IoUringServerSocketChannel.class;
    }

    @Override
    IoHandlerFactory handlers() {
      return IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setCqSize(COMPLETIONS));
    }
  },
  EPOLL {
    @Override
    public boolean isAvailable() {
      return Epoll.isAvailable();
    }

    @Override
    Class<? extends ServerChannel> channel() {
      return EpollServerSocketChannel.class;
    }

    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }
  },
  NIO {
    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    Class<? extends ServerChannel> channel() {
      return NioServerSocketChannel.class;
    }

    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }
  };

  /** Room for the completions of one turn: a broadcast to 500 members overflows the default. */
  private static final int COMPLETIONS = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /** What the user asks for. */
  public enum Choice {
    AUTO,
    NIO,
    EPOLL,
    IO_URING
  }

  /** Whether this machine can run it. */
  public abstract boolean isAvailable();

  abstract Class<? extends ServerChannel> channel();

  abstract IoHandlerFactory handlers();

  /** The transport of a choice: the one asked for, or the next that this machine can run. */
  static Transport of(Choice choice) {
    List<Transport> order =
        switch (choice) {
          case AUTO, IO_URING -> List.of(IO_URING, EPOLL, NIO);
          case EPOLL -> List.of(EPOLL, NIO);
          case NIO -> List.of(NIO);
        };
    for (Transport candidate : order) {
      if (candidate.isAvailable()) {
        return candidate.logged(choice);
      }
    }
    return NIO.logged(choice);
  }

  private Transport logged(Choice choice) {
    boolean fallback = choice != Choice.AUTO && !choice.name().equals(name());
    LOG.info("loops ready transport={} asked={} fallback={}", word(this), word(choice), fallback);
    return this;
  }

  /** What logs and metrics call it. */
  String word() {
    return word(this);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
