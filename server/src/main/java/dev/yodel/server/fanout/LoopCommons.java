package dev.yodel.server.fanout;

import dev.yodel.server.owner.Owner;

/** What all connections of one event loop share. */
public record LoopCommons(Owner owner, FlushBatch flushes, RecentBudget recent) {

  /** For a loop whose rooms together may keep so many bytes of recent frames. */
  public static LoopCommons of(Owner owner, int recentBytes) {
    return new LoopCommons(owner, new FlushBatch(owner), new RecentBudget(recentBytes));
  }
}
