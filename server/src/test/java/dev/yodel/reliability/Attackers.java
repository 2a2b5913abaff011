package dev.yodel.reliability;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A hundred peers of each ugly kind in a process of their own. A line {@code attack} on standard
 * input sets them on, {@code calm} ends them; each line is answered when it is done. Whoever is
 * thrown out comes again a moment later.
 */
final class Attackers {

  private static final int EACH = 100;
  private static final long AGAIN_MILLIS = Long.getLong("hostile.again", 100);

  private final EventLoop loop;
  private final InetSocketAddress server;
  private final Set<Channel> channels = new HashSet<>();
  private final Map<Attack, Integer> came = new EnumMap<>(Attack.class);
  private boolean attacking;

  private Attackers(EventLoop loop, int port) {
    this.loop = loop;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Attacks the port that is named; all kinds, or those that are named after it. */
  public static void main(String[] arguments) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Attackers attackers = new Attackers(group.next(), Integer.parseInt(arguments[0]));
    Attack[] kinds =
        arguments.length == 1
            ? Attack.values()
            : Arrays.stream(arguments).skip(1).map(Attack::valueOf).toArray(Attack[]::new);
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      boolean attack = line.equals("attack");
      attackers.loop.submit(() -> attackers.turn(attack, kinds)).get();
      System.out.println(attackers.loop.submit(() -> attackers.came.toString()).get());
    }
    System.exit(0);
  }

  private void turn(boolean attack, Attack[] kinds) {
    attacking = attack;
    if (attack) {
      came.clear();
      for (Attack kind : kinds) {
        for (int number = 0; number < EACH; number++) {
          connect(kind, number);
        }
      }
    } else {
      Set.copyOf(channels).forEach(Channel::close);
    }
  }

  private void connect(Attack kind, int number) {
    if (!attacking) {
      return;
    }
    came.merge(kind, 1, Integer::sum);
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.SO_LINGER, 0)
            .option(ChannelOption.SO_REUSEADDR, true)
            .localAddress(
                new InetSocketAddress(
                    NetUtil.createInetAddressFromIpAddressString(kind.address(number)), 0))
            .handler(new Attacker(kind, number))
            .connect(server)
            .channel();
    channels.add(channel);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              channels.remove(channel);
              loop.schedule(() -> connect(kind, number), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            });
  }
}
