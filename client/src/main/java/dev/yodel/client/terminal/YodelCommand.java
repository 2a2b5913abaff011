package dev.yodel.client.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The terminal client's command line. */
@Command(name = "yodel", mixinStandardHelpOptions = true, description = "Echo and chat client.")
public final class YodelCommand implements Runnable {

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new YodelCommand()).execute(arguments));
  }

  @Override
  public void run() {}
}
