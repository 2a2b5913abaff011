package dev.yodel.server.boot;

import java.util.Map;
import picocli.CommandLine;

/** What the server's options make of a command line, for tests of other packages. */
public final class CommandLineConfig {

  private CommandLineConfig() {}

  public static ServerConfig of(String... arguments) {
    CommandLine line = ServerCommand.line(Map.of());
    line.parseArgs(arguments);
    ServerCommand command = line.getCommand();
    return command.config();
  }
}
