package dev.yodel.server.boot;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
    name = "yodel-server",
    mixinStandardHelpOptions = true,
    description = "Echo and chat server.")
public final class ServerCommand implements Runnable {

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ServerCommand()).execute(arguments));
  }

  @Override
  public void run() {}
}
