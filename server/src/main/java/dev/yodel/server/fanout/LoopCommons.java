package dev.yodel.server.fanout;

import dev.yodel.server.owner.Owner;
import java.util.function.BooleanSupplier;

/** What all connections of one event loop share. */
public record LoopCommons(
    Owner owner, FlushBatch flushes, RecentBudget recent, BooleanSupplier shedding) {

  /** For a loop whose rooms together may keep so many bytes of recent frames. */
  public static LoopCommons of(Owner owner, int recentBytes) {
    return of(owner, recentBytes, () -> false);
  }

  /** The same for a server that sheds load at times: then what is not kept is dropped. */
  public static LoopCommons of(Owner owner, int recentBytes, BooleanSupplier shedding) {
    return new LoopCommons(owner, new FlushBatch(owner), new RecentBudget(recentBytes), shedding);
  }
}
