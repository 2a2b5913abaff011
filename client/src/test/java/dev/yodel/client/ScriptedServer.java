package dev.yodel.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on loopback that plays one script per connection, in the order of the scripts; {@link
 * #close} fails if a script failed or was not played to its end.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What the server does with a connection. */
  @FunctionalInterface
  public interface Script {
    void play(Peer peer) throws IOException;
  }

  private static final int LIMIT_SECONDS = 30;

  private final ServerSocket listening;
  private final List<Socket> sockets = new ArrayList<>();
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  private ScriptedServer(ServerSocketFactory factory, List<Script> scripts) throws IOException {
    listening = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> run(scripts), "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  public static ScriptedServer playing(Script... scripts) throws IOException {
    return new ScriptedServer(ServerSocketFactory.getDefault(), List.of(scripts));
  }

  /** The same over TLS. */
  static ScriptedServer playing(SSLContext context, Script... scripts) throws IOException {
    return new ScriptedServer(context.getServerSocketFactory(), List.of(scripts));
  }

  public int port() {
    return listening.getLocalPort();
  }

  public URI uri() {
    String scheme = listening instanceof SSLServerSocket ? "wss" : "ws";
    return URI.create(scheme + "://127.0.0.1:" + port() + "/echo");
  }

  /** Waits until every script was played; fails as the first failed script did. */
  public void awaitPlayed() {
    played.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws IOException {
    try {
      awaitPlayed();
    } finally {
      listening.close();
      synchronized (sockets) {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private void run(List<Script> scripts) {
    try {
      for (Script script : scripts) {
        Socket socket = listening.accept();
        synchronized (sockets) {
          sockets.add(socket);
        }
        script.play(new Peer(socket));
      }
      played.complete(null);
    } catch (IOException | RuntimeException | AssertionError failed) {
      played.completeExceptionally(failed);
    }
  }
}
