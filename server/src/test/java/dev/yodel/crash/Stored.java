package dev.yodel.crash;

import dev.yodel.crash.Transcript.Line;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.Slice;
import dev.yodel.server.log.sqlite.Durability;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.SqliteLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the log of a server that has ended holds of the posters' room. */
public final class Stored {

  private Stored() {}

  /** The messages, in the order of the log. */
  public static List<Line> in(Path file) {
    List<Line> lines = new ArrayList<>();
    SqliteLog.Options options =
        new SqliteLog.Options(
            new LogFile(file), Durability.PROCESS, new Retention(Integer.MAX_VALUE, null));
    try (SqliteLog log = new SqliteLog(options, Clock.systemUTC(), () -> "unused")) {
      long after = 0;
      for (Slice page = read(log, after); !page.events().isEmpty(); page = read(log, after)) {
        for (Logged logged : page.events()) {
          after = logged.seq();
          lines.add(Line.of((RoomEvent.Message) logged.event()));
        }
      }
    }
    return lines;
  }

  private static Slice read(SqliteLog log, long after) {
    CompletableFuture<Answer<Slice>> answer = new CompletableFuture<>();
    log.read(new LogQuery.Events(Poster.ROOM, after, 1_000), answer::complete);
    return ((Answer.Given<Slice>) answer.join()).value();
  }
}
