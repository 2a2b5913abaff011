package dev.yodel.client.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private final List<Case> table = Conformance.table();

  @Test
  void everyCaseHasAnIdOfItsOwnThatASectionBegins() {
    assertThat(table).extracting(Case::id).doesNotHaveDuplicates();
    assertThat(table).allMatch(one -> one.id().startsWith(one.section().prefix() + "-"));
  }

  @Test
  void everyCaseSaysWhatItSendsAndWhatItExpects() {
    assertThat(table).noneMatch(one -> one.title().isBlank() || one.sent().isBlank());
    assertThat(table).noneMatch(one -> one.expected().isBlank());
  }

  @Test
  void casesOfASectionStandTogether() {
    List<Section> order = table.stream().map(Case::section).toList();
    for (int i = 1; i < order.size(); i++) {
      if (!order.get(i).equals(order.get(i - 1))) {
        assertThat(order.subList(0, i)).doesNotContain(order.get(i));
      }
    }
  }

  @Test
  void reportIsXmlWhateverAServerSays() throws Exception {
    Case one = table.get(0);
    var failed = new Verdict(one, Verdict.Outcome.FAILED, "<&\"\u0007\n", java.time.Duration.ZERO);
    var loose = new Verdict(one, Verdict.Outcome.LOOSE, "]]>", java.time.Duration.ofMillis(1500));
    String xml = new JunitReport(false).of(List.of(failed, loose));
    var document =
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    var suite = (org.w3c.dom.Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("1.500");
    var failure = (org.w3c.dom.Element) document.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("<&\"\ufffd\n");
    assertThat(new JunitReport(true).of(List.of(failed, loose))).contains("failures=\"2\"");
  }
}
