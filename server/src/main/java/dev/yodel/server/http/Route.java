package dev.yodel.server.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** Answers GET and HEAD on one path. */
@FunctionalInterface
public interface Route {

  /** The answer; called on an event loop, so it neither waits nor reads a file. */
  Answer answer(Map<String, List<String>> parameters, HttpHeaders headers);
}
