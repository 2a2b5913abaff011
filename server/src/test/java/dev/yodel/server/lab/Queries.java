package dev.yodel.server.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads queries that need no decoding. */
final class Queries {

  private Queries() {}

  static Experiment experiment(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters
          .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
          .add(pair.substring(equals + 1));
    }
    return Experiment.of(parameters);
  }
}
