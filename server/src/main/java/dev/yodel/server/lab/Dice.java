package dev.yodel.server.lab;

/**
 * What is left to chance, drawn from a seed: the same seed, knob and message give the same draw,
 * whatever other knobs are there.
 *
 * <p>Each draw hashes (seed, knob, message) by SplitMix64 instead of taking the next number of a
 * generator: a knob that is added does not move the draws of the others.
 */
public record Dice(long seed) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  /** A number from 0 (included) to 1 (excluded). */
  public double draw(Knob<?> knob, long message) {
    long mixed = mix(mix(mix(seed) + knob.name().hashCode()) + message);
    return (mixed >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
