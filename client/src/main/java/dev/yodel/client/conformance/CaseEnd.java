package dev.yodel.client.conformance;

/** A case that ends before its last step, with its outcome. */
public final class CaseEnd extends Exception {

  private static final long serialVersionUID = 1;

  private final Verdict.Outcome outcome;

  private CaseEnd(Verdict.Outcome outcome, String seen) {
    super(seen, null, false, false);
    this.outcome = outcome;
  }

  static CaseEnd failed(String seen) {
    return new CaseEnd(Verdict.Outcome.FAILED, seen);
  }

  static CaseEnd skipped(String why) {
    return new CaseEnd(Verdict.Outcome.SKIPPED, why);
  }

  Verdict.Outcome outcome() {
    return outcome;
  }
}
