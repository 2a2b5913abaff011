package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What answers have in common, as they come off the wire. */
public final class Answers {

  static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [^\r]*\r\n");

  private Answers() {}

  /** Every answer keeps a browser from more than was meant, and says nothing of what answered. */
  public static void expectGuarded(String answers) {
    List<MatchResult> all = STATUS.matcher(answers).results().toList();
    assertThat(all).as(answers).isNotEmpty();
    for (MatchResult status : all) {
      if (!status.group(1).equals("100")) {
        String head = answers.substring(status.start(), answers.indexOf("\r\n\r\n", status.end()));
        assertThat(head)
            .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff")
            .containsIgnoringCase("\r\nReferrer-Policy: no-referrer")
            .containsIgnoringCase("\r\nCross-Origin-Resource-Policy: same-origin")
            .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'")
            .containsIgnoringCase("\r\nCache-Control: no-")
            .doesNotContainIgnoringCase("\r\nServer:")
            .doesNotContainIgnoringCase("\r\nX-Powered-By:")
            .doesNotContainIgnoringCase("netty")
            .doesNotContainIgnoringCase("java/");
      }
    }
  }
}
