package dev.yodel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who may import whom in the server: one row a package, one rule a row. A package may always import
 * itself, the JDK and the nullness annotations; {@code boot} may import everything and has no row.
 */
enum ImportTable {
  OWNER(""),
  METRICS("slf4j prometheus"),
  AUTH("slf4j jose protocol"),
  LOG("slf4j sql protocol metrics"),
  CHAT("slf4j protocol owner metrics auth log"),
  FANOUT("slf4j netty protocol owner metrics auth log chat"),
  GUARD("slf4j netty owner"),
  LAB("protocol"),
  TLS("slf4j netty owner metrics guard"),
  WEBSOCKET("slf4j netty protocol owner metrics auth chat fanout guard lab"),
  HTTP("slf4j netty metrics guard lab");

  private final String allowed;

  ImportTable(String allowed) {
    this.allowed = allowed;
  }

  /** This row as a rule over the packages below {@code server}. */
  ArchRule rule(String server) {
    String own = name().toLowerCase(Locale.ROOT);
    String[] packages =
        Stream.concat(
                Stream.of(
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "javax.security.auth.x500..",
                    "org.jspecify.annotations..",
                    server + "." + own + ".."),
                Stream.of(allowed.split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(word -> packageOf(word, server)))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(server + "." + own + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true)
        .as(own + " imports nothing but the JDK and: " + allowed);
  }

  private static String packageOf(String word, String server) {
    return switch (word) {
      case "slf4j" -> "org.slf4j..";
      case "netty" -> "io.netty..";
      case "prometheus" -> "io.prometheus..";
      case "jose" -> "com.nimbusds..";
      case "sql" -> "org.sqlite..";
      case "protocol" -> "dev.yodel.protocol..";
      default -> server + "." + word + "..";
    };
  }
}
