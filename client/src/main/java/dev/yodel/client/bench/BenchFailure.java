package dev.yodel.client.bench;

/** A run that came to nothing: the target is not what the plan needs. */
public final class BenchFailure extends Exception {

  private static final long serialVersionUID = 1;

  BenchFailure(String message) {
    super(message);
  }
}
