package dev.yodel.client.terminal;

import dev.yodel.client.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who one is; secrets never stand on the command line. */
final class CredentialArguments {

  @Option(
      names = "--basic",
      paramLabel = "SOURCE",
      description = "User and password, as user:password in env:NAME or file:PATH.")
  private @Nullable String basic;

  @Option(
      names = "--bearer",
      paramLabel = "SOURCE",
      description = "A bearer token, in env:NAME or file:PATH.")
  private @Nullable String bearer;

  /** The headers that say who one is. */
  List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    if (basic != null && bearer != null) {
      throw new IllegalArgumentException("--basic and --bearer (expected: one of them)");
    }
    if (basic != null) {
      byte[] pair = Secret.read("--basic", basic).getBytes(StandardCharsets.UTF_8);
      headers.add(new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
    }
    if (bearer != null) {
      headers.add(new Header("Authorization", "Bearer " + Secret.read("--bearer", bearer)));
    }
    return headers;
  }
}
