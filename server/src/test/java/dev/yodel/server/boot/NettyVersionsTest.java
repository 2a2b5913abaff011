package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NettyVersionsTest {

  /** Natives and classes of different versions load together by luck alone. */
  @Test
  void everyNettyJarIsOfOneVersion() {
    assertThat(
            Version.identify().values().stream()
                .filter(version -> !version.artifactId().contains("tcnative"))
                .map(Version::artifactVersion)
                .collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(Version.identify()).hasSizeGreaterThan(8);
  }
}
