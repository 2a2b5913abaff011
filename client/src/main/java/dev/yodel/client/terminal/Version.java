package dev.yodel.client.terminal;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "yodel " + (version == null ? "(not from a jar)" : version),
      "Java " + System.getProperty("java.version"),
    };
  }
}
