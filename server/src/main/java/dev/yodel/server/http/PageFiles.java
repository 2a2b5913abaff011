package dev.yodel.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The page's files, all read at the start: no request ever names a file of the machine. */
public final class PageFiles {

  private static final String FOLDER = "dev/yodel/web/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self' ws: wss:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json",
          "yaml", "application/yaml",
          "webmanifest", "application/manifest+json");

  private PageFiles() {}

  /** A route for each file, by its path from the root. */
  public static Map<String, Route> routes() {
    try {
      URL index = PageFiles.class.getClassLoader().getResource(FOLDER + "index.html");
      if (index == null) {
        throw new IllegalStateException("page: no " + FOLDER + "index.html on the class path");
      }
      Map<String, Route> routes = new LinkedHashMap<>();
      if (index.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          readJar(file, routes);
        }
      } else {
        readFolder(Path.of(new URL(index, ".").toURI()), routes);
      }
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readJar(JarFile jar, Map<String, Route> routes) throws IOException {
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(routes, entry.getName().substring(FOLDER.length()), in.readAllBytes());
        }
      }
    }
  }

  private static void readFolder(Path folder, Map<String, Route> routes) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        add(routes, name, Files.readAllBytes(file));
      }
    }
  }

  private static void add(Map<String, Route> routes, String name, byte[] content) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException(
          "page: " + name + " (expected: one of " + List.copyOf(TYPES.keySet()) + ")");
    }
    routes.put("/" + name, route(type, content));
  }

  private static Route route(String type, byte[] content) {
    String tag = "\"" + checksum(content) + "\"";
    Map<String, String> headers =
        Map.of("ETag", tag, "Cache-Control", "no-cache", "Content-Security-Policy", POLICY);
    Answer whole = new Answer(HttpResponseStatus.OK, type, content, headers);
    Answer unchanged = new Answer(HttpResponseStatus.NOT_MODIFIED, type, new byte[0], headers);
    return (parameters, request) ->
        matches(request.getAll(HttpHeaderNames.IF_NONE_MATCH), tag) ? unchanged : whole;
  }

  /** Weak comparison of a list of tags, or {@code *} (RFC 9110 section 13.1.2). */
  private static boolean matches(List<String> lines, String tag) {
    for (String line : lines) {
      for (String candidate : line.split(",", -1)) {
        String bare = candidate.trim();
        if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Changes with the content. A digest would be stronger, and slow in a JVM that has just begun.
   */
  private static String checksum(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(content.length);
  }
}
