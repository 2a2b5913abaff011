package dev.yodel.server.boot;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what the command line does not say from the environment: --max-message is
 * YODEL_MAX_MESSAGE. To ask for help or the version is for the command line alone: YODEL_VERSION
 * may well say which one is deployed.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
        ? environment.get(name(option))
        : null;
  }

  /** The variable of an option. */
  static String name(OptionSpec option) {
    return "YODEL_" + option.longestName().substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
