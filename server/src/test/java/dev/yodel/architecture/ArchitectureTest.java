package dev.yodel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house as it is drawn. Every rule is also held against a small house with one fault a rule, so
 * that a rule that sees nothing is noticed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {

  private static final String SERVER = "dev.yodel.server";
  private static final String BROKEN = "dev.yodel.architecture.broken";

  private JavaClasses product;
  private JavaClasses broken;
  private JavaClasses tests;

  @BeforeAll
  void read() {
    ClassFileImporter importer = new ClassFileImporter();
    Path classes = Path.of("target", "classes");
    Path testClasses = Path.of("target", "test-classes");
    product = importer.importPaths(classes, Path.of("..", "protocol").resolve(classes));
    broken = importer.importPath(testClasses.resolve(BROKEN.replace('.', '/')));
    tests =
        importer
            .withImportOption(location -> !location.contains("architecture/broken"))
            .importPath(testClasses);
  }

  static List<ArchRule> rules() {
    return new House(SERVER).rules();
  }

  static List<ArchRule> rulesOverTheBrokenHouse() {
    return new House(BROKEN).rules();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(product);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOverTheBrokenHouse")
  void seesItsFault(ArchRule rule) {
    assertThat(rule.evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void theProtocolNeedsTheJdkAndTheJsonParserAlone() {
    classes()
        .that()
        .resideInAPackage("dev.yodel.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify.annotations..", "tools.jackson.core..", "dev.yodel.protocol..")
        .check(product);
  }

  @Test
  void theProtocolIsNullMarkedAndSetsNoStaticTwice() {
    new House("dev.yodel.protocol").everywhere().forEach(rule -> rule.check(product));
  }

  @Test
  void testsDoNotSleep() {
    Waits.nobodySleeps("dev.yodel").check(tests);
  }
}
