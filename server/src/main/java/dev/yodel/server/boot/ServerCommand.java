package dev.yodel.server.boot;

import dev.yodel.server.log.sqlite.LogUnusableException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server's command line. */
@Command(
    name = "yodel-server",
    mixinStandardHelpOptions = true,
    versionProvider = ServerCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      CopyCommands.Backup.class,
      CopyCommands.Restore.class,
      TokenCommand.class,
      SelfSignedCommand.class,
      RehearseCommand.class
    },
    description = "Echo and chat server.",
    footerHeading = "%n",
    footer = {
      "Every option is also read from the environment: --max-message from YODEL_MAX_MESSAGE.",
      "",
      "Exit codes: 0 stopped, 1 failed, 2 wrong usage."
    })
public final class ServerCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);
  private static final int FAILED = 1;

  /** Sampling one buffer in 128 costs an echo 2 %; the tests look at every buffer. */
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

  /** The library's events for the flight recorder: to have it loaded costs a start 50 ms. */
  private static final String RECORDER_EVENTS = "io.netty.jfr.enabled";

  /** BoringSSL never does; the JDK, where it has to do, would on every word of a client's. */
  private static final String NO_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(validate = false, heading = "%nNetwork%n")
  private NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, heading = "%nLimits%n")
  private LimitOptions limits = new LimitOptions();

  @ArgGroup(validate = false, heading = "%nTime (250ms, 10s, 5m, 1h)%n")
  private TimeOptions times = new TimeOptions();

  @ArgGroup(validate = false, heading = "%nLog%n")
  private LogOptions log = new LogOptions();

  @ArgGroup(validate = false, heading = "%nUsers%n")
  private AuthOptions auth = new AuthOptions();

  @ArgGroup(validate = false, heading = "%nBudgets of rooms%n")
  private BudgetOptions budgets = new BudgetOptions();

  @ArgGroup(validate = false, heading = "%nTrust%n")
  private TrustOptions trust = new TrustOptions();

  @ArgGroup(validate = false, heading = "%nTLS%n")
  private TlsOptions tls = new TlsOptions();

  @ArgGroup(validate = false, heading = "%nLimits of one peer (0 for none)%n")
  private GuardOptions guard = new GuardOptions();

  @ArgGroup(validate = false, heading = "%nEcho lab%n")
  private LabOptions lab = new LabOptions();

  @ArgGroup(validate = false, heading = "%nWatching%n")
  private WatchOptions watch = new WatchOptions();

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    setUnlessSet(LEAK_DETECTION, "disabled");
    setUnlessSet(RECORDER_EVENTS, "false");
    setUnlessSet(NO_RENEGOTIATION, "true");
    System.exit(line(System.getenv(), arguments).execute(arguments));
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The command line for these arguments, with an environment. */
  static CommandLine line(Map<String, String> environment, String... arguments) {
    return new CommandLine(new ServerCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(int.class, new NumberConverter())
        .registerConverter(Integer.class, new NumberConverter())
        .registerConverter(boolean.class, new SwitchConverter())
        .setParameterExceptionHandler((wrong, all) -> usage(wrong))
        .setDefaultValueProvider(EnvironmentDefaults.of(environment, arguments));
  }

  /** What is wrong, and where the whole help is, which would hide it. */
  private static int usage(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(wrong.getMessage());
    line.getErr().println("'" + line.getCommandSpec().qualifiedName() + " --help' shows the usage");
    return ExitCode.USAGE;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = config();
    watch.format().apply();
    try (Server server = Server.start(config)) {
      Signals signals = new Signals(server::close);
      signals.handleStop(() -> Runtime.getRuntime().halt(FAILED));
      boolean secure = config.tls() != null;
      if (secure) {
        Signals.handleHangup(server::reload);
      } else {
        signals.stopAtHangup();
      }
      announce(new Addresses(config.network().host(), server.port(), secure));
      announceAdmin(config.watch().admin(), server.adminPort());
      server.await();
      return 0;
    } catch (IOException | LogUnusableException failure) {
      System.err.println(failure.getMessage());
      return FAILED;
    }
  }

  /** What the options say. */
  ServerConfig config() {
    try {
      return new ServerConfig(
          network.toConfig(),
          limits.toConfig(),
          times.toHeartbeat(),
          times.toTimeouts(),
          lab.toConfig(),
          new ChatConfig(
              budgets.toLimits(), log.toConfig(), auth.toConfig(), budgets.recentBytes()),
          trust.toConfig(),
          tls.toConfig(),
          limits.toCompression(),
          guard.toConfig(),
          watch.toConfig());
    } catch (IllegalArgumentException wrong) {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      throw new ParameterException(line, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static void announce(Addresses at) {
    LOG.info("page {}", at.http("/"));
    LOG.info("echo {} and {}", at.webSocket("/echo"), at.webSocket("/"));
    LOG.info("chat {}", at.webSocket("/ws"));
  }

  private static void announceAdmin(@Nullable AdminConfig admin, int port) {
    if (admin != null) {
      LOG.info("admin {}", new Addresses(admin.host(), port, false).http("/metrics"));
    }
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = ServerCommand.class.getPackage().getImplementationVersion();
      return new String[] {"yodel-server " + (version == null ? "(not packaged)" : version)};
    }
  }
}
