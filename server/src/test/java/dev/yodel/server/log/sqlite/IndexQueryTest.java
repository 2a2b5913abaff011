package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.SearchTerms;
import org.junit.jupiter.api.Test;

class IndexQueryTest {

  @Test
  void nothingOfASearchIsSyntax() {
    assertThat(WordIndex.match("r1", SearchTerms.of("don't OR NEAR( x:* \"")))
        .isEqualTo(
            "{room} : \"r1\" AND {text} : (\"don t\" * AND \"or\" * AND \"near\" * AND \"x\" *)");
  }
}
