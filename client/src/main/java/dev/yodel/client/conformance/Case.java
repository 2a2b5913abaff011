package dev.yodel.client.conformance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule put to the test: a handshake, then steps of what is sent and what must come.
 *
 * @param id unique, begins with the section's number
 * @param title the rule in a few words
 * @param request the handshake that opens the connection
 * @param steps in order; the first one looks at the answer to the handshake
 */
public record Case(String id, Section section, String title, Request request, List<Step> steps) {

  /** What the server is sent, in a few words. */
  public String sent() {
    String frames = texts(Step.Kind.SENT);
    if (request.equals(Request.STANDARD)) {
      return frames.isEmpty() ? "a handshake" : frames;
    }
    return request.changes() + (frames.isEmpty() ? "" : "; then " + frames);
  }

  /** What must come, in a few words. */
  public String expected() {
    return texts(Step.Kind.EXPECTED);
  }

  private String texts(Step.Kind kind) {
    return steps.stream()
        .filter(step -> step.kind() == kind && !step.text().isEmpty())
        .map(Step::text)
        .collect(Collectors.joining("; "));
  }
}
