package dev.yodel.server.log;

/** History out of memory. */
class MemoryHistoryTest extends RoomHistoryContract {

  @Override
  protected RoomLog open(Retention retention, StoppedClock clock) {
    return new MemoryLog(retention, clock, this::nextEpoch, Runnable::run);
  }

  @Override
  protected boolean isDurable() {
    return false;
  }
}
