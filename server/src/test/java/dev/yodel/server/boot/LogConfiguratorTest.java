package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The build's own file, named by the property, is put back after each test. */
class LogConfiguratorTest {

  private final LoggerContext context = new LoggerContext();
  private final @Nullable String file = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);

  @AfterEach
  void restore() {
    context.stop();
    if (file == null) {
      System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    } else {
      System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, file);
    }
  }

  @Test
  void withoutAFileItPrintsWhatMattersInLines() {
    System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);

    assertThat(new LogConfigurator().configure(context))
        .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger("dev.yodel").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("io.netty.channel").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console"))
        .isInstanceOfSatisfying(
            ConsoleAppender.class,
            console -> {
              assertThat(console.isStarted()).isTrue();
              assertThat(console.getEncoder()).isInstanceOf(TextLinesEncoder.class);
            });
  }

  @Test
  void aFileTakesItsPlace() {
    System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "some.xml");

    assertThat(new LogConfigurator().configure(context))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().hasNext())
        .isFalse();
  }

  @Test
  void theLogFindsIt() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasExactlyElementsOfTypes(LogConfigurator.class);
  }
}
