package dev.yodel.server.boot;

import dev.yodel.server.tls.SelfSigned;
import dev.yodel.server.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a certificate for tests. */
@Command(
    name = "self-signed",
    mixinStandardHelpOptions = true,
    description = "Write a certificate that nobody vouches for, and its key: for tests.")
final class SelfSignedCommand implements Callable<Integer> {

  private static final int PASSWORD_BYTES = 24;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "localhost,127.0.0.1,::1",
      description = "Names and addresses it is for; may be repeated (${DEFAULT-VALUE}).")
  private List<String> hosts = List.of();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long it is in force (${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "./yodel-data/tls",
      description = "Where cert.pem and key.pem are written (${DEFAULT-VALUE}).")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    try {
      TlsFiles files =
          new SelfSigned(hosts, days).write(folder, new RandomTags().bytes(PASSWORD_BYTES));
      System.out.println(
          "yodel serve --tls-cert " + files.certificate() + " --tls-key " + files.key());
      System.out.println(
          "yodel echo wss://" + authority(hosts.get(0)) + ":8080/echo --ca " + files.certificate());
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static String authority(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
