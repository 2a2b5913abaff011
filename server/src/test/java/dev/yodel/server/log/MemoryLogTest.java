package dev.yodel.server.log;

/** The log that ends with the process. */
class MemoryLogTest extends RoomLogContract {

  @Override
  protected RoomLog open(Retention retention, StoppedClock clock) {
    return new MemoryLog(retention, clock, this::nextEpoch, Runnable::run);
  }

  @Override
  protected boolean isDurable() {
    return false;
  }
}
