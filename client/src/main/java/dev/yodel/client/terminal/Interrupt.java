package dev.yodel.client.terminal;

/**
 * What to do when Ctrl+C or a termination signal ends the process. The virtual machine then exits
 * with 128 and the signal's number, 130 for Ctrl+C.
 */
final class Interrupt implements AutoCloseable {

  private final Thread hook;
  private volatile boolean armed = true;

  Interrupt(Runnable goodbye) {
    this.hook =
        new Thread(
            () -> {
              if (armed) {
                goodbye.run();
              }
            },
            "yodel-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Nothing needs to be said any more. */
  void disarm() {
    armed = false;
  }

  @Override
  public void close() {
    armed = false;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      return;
    }
  }
}
