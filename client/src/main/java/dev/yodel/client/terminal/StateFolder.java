package dev.yodel.client.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from one run to the next: typed lines, and who one was in the chat. In {@code
 * $XDG_STATE_HOME/yodel}, else {@code ~/.local/state/yodel}, readable for its owner only. A folder
 * that cannot be written is as good as none.
 *
 * @param folder null for none
 */
record StateFolder(@Nullable Path folder) {

  private static final int NAME_BYTES = 8;

  /** What can be a server's token; anything else is what a crash or an editor left. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

  /** Makes it if need be. */
  static StateFolder of(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (state.isEmpty() && home.isEmpty()) {
      return new StateFolder(null);
    }
    Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
    Path folder = base.resolve("yodel");
    try {
      Files.createDirectories(base);
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new StateFolder(Files.isWritable(folder) ? folder : null);
    } catch (IOException | UnsupportedOperationException unusable) {
      return new StateFolder(null);
    }
  }

  /** The file of lines typed in the chat; null for none. */
  @Nullable Path history() {
    return folder == null ? null : folder.resolve("history");
  }

  /** The file of lines typed on raw connections; null for none. */
  @Nullable Path rawHistory() {
    return folder == null ? null : folder.resolve("echo-history");
  }

  /** The token that brings a user back; empty when there is none. */
  Optional<String> token(URI server, String name) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      String token = Files.readString(file(folder, server, name)).strip();
      return TOKEN.matcher(token).matches() ? Optional.of(token) : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Remembers who one is; null forgets it. */
  void remember(URI server, String name, @Nullable String token) {
    if (folder == null) {
      return;
    }
    Path file = file(folder, server, name);
    try {
      Files.deleteIfExists(file);
      if (token != null) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token);
      }
    } catch (IOException | UnsupportedOperationException unwritable) {
      return; // the next run begins as somebody new
    }
  }

  private static Path file(Path folder, URI server, String name) {
    String key = server.getScheme() + "://" + server.getAuthority() + ' ' + name;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return folder.resolve("user-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
