package dev.yodel.server.boot;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first stops the server, the second ends the process at once. SIGHUP loads
 * the certificate again where there is one, and stops the server elsewhere.
 *
 * <p>A shutdown hook would end with 143 and could not tell a second signal from the first. {@code
 * sun.misc.Signal} can, but its name does not compile without a warning that nothing silences: it
 * is reached by reflection.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Runnable stop;

  /** Signals of a server that the task stops; it is called once, on a thread of its own. */
  Signals(Runnable stop) {
    this.stop = stop;
  }

  /** Stops the server at the first signal, and calls the task at others. */
  void handleStop(Runnable more) {
    try {
      handle("TERM", () -> stopOr(more));
      handle("INT", () -> stopOr(more));
    } catch (ReflectiveOperationException e) {
      LOG.warn("signals unavailable cause={}", e.toString());
    }
  }

  /**
   * Stops the server at the first SIGHUP, unless it stops already: who closes a terminal may send
   * two. Under nohup the JVM leaves the signal ignored.
   */
  void stopAtHangup() {
    handleHangup(() -> stopOr(() -> {}));
  }

  /** Calls the task at every SIGHUP; where there is no such signal, at none. */
  static void handleHangup(Runnable task) {
    try {
      handle("HUP", task);
    } catch (ReflectiveOperationException e) {
      LOG.debug("SIGHUP unavailable cause={}", e.toString());
    }
  }

  private void stopOr(Runnable more) {
    if (stopping.compareAndSet(false, true)) {
      new Thread(stop, "stop").start();
    } else {
      more.run();
    }
  }

  private static void handle(String name, Runnable onSignal) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object calling =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              onSignal.run();
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
  }
}
