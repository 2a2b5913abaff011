package dev.yodel.server.boot;

import dev.yodel.server.lab.LabMode;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server's command line. */
@Command(
    name = "yodel-server",
    mixinStandardHelpOptions = true,
    description = "Echo and chat server.")
public final class ServerCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  @Option(names = "--host", defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "8080")
  private int port;

  @Option(names = "--transport", defaultValue = "auto")
  private Transport.Choice transport = Transport.Choice.AUTO;

  @Option(names = "--lab", defaultValue = "local")
  private LabMode lab = LabMode.LOCAL;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new ServerCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    ServerConfig config =
        ServerConfig.defaults().with(new ServerConfig.Network(host, port, transport, 0)).with(lab);
    try (Server server = Server.start(config)) {
      LOG.info("page http://{}:{}/", host, server.port());
      LOG.info("echo ws://{}:{}/echo", host, server.port());
      LOG.info("chat ws://{}:{}/ws", host, server.port());
      server.await();
    }
    return 0;
  }
}
