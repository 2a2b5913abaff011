package dev.yodel.server.boot;

import dev.yodel.server.lab.LabMode;
import picocli.CommandLine.Option;

/** What the echo endpoints may be asked to do besides echoing. */
final class LabOptions {

  @Option(
      names = "--lab",
      paramLabel = "WHO",
      defaultValue = "local",
      description = "Who may use the echo lab's knobs: off, local or on (${DEFAULT-VALUE}).")
  private LabMode mode = LabMode.LOCAL;

  LabMode toConfig() {
    return mode;
  }
}
