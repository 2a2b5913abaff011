package dev.yodel.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportsTest {

  private final JavaClasses client =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.yodel.client");

  @Test
  void onlyTheTerminalKnowsThePackagesOfATerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.yodel.client.terminal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "org.jline..", "dev.yodel.client.terminal..")
        .because("a program that embeds the library brings neither")
        .check(client);
  }

  @Test
  void onlyTheLoadGeneratorAndTheTerminalKnowHistogramsAndNativeSockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.yodel.client.terminal..", "dev.yodel.client.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.HdrHistogram..", "io.netty.channel.epoll..", "dev.yodel.client.bench..")
        .because("a program that embeds the library brings neither")
        .check(client);
  }

  @Test
  void jsonGoesThroughTheProtocolOnly() {
    noClasses().should().dependOnClassesThat().resideInAPackage("tools.jackson..").check(client);
  }

  @Test
  void nothingSleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(client);
  }
}
