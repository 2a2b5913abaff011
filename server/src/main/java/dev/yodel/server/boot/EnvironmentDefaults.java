package dev.yodel.server.boot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what the command line does not say from the environment: --max-message is
 * YODEL_MAX_MESSAGE. To ask for help or the version is for the command line alone: YODEL_VERSION
 * may well say which one is deployed. Who asks for them is answered, whatever the environment says;
 * the --host of self-signed names whom it is for.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  /** The arguments that nothing of the environment goes with. */
  private static final Set<String> ALONE = Set.of("--help", "-h", "--version", "-V", "self-signed");

  private final Map<String, String> environment;

  private EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What the environment says to these arguments. */
  static EnvironmentDefaults of(Map<String, String> environment, String... arguments) {
    boolean alone = Arrays.stream(arguments).anyMatch(ALONE::contains);
    return new EnvironmentDefaults(alone ? Map.of() : environment);
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
