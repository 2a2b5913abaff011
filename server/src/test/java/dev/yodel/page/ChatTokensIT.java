package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.boot.AuthConfig;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets nobody in without a token, and what moderators can do. */
@ExtendWith(Chromium.Provider.class)
final class ChatTokensIT {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String KEPT = "() => JSON.stringify({ ...localStorage, at: location.href })";

  private ChatBench bench;

  @BeforeEach
  void open(Chromium chromium, @TempDir Path folder) throws Exception {
    Path secret = folder.resolve("secret");
    Files.write(secret, SECRET);
    ChatConfig chat = ChatConfig.defaults().with(new AuthConfig(true, secret, null));
    bench = new ChatBench(chromium, ServerConfig.defaults().with(chat));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String token(String user, Role role, long seconds) {
    Instant end = Instant.now().plusSeconds(seconds);
    return new TokenIssuer(SECRET)
        .issue(new Identity(user, new UserName(user), true, role, List.of(), end));
  }

  private ChatTab enter(String user, Role role, long seconds) {
    ChatTab tab = bench.open(bench.person(), "");
    tab.find("#enter-name").fill("anybody");
    tab.find("#enter-form button").click();
    assertThat(tab.find("#enter-token")).isVisible();
    tab.find("#enter-token").fill(token(user, role, seconds));
    tab.find("#enter-form button").click();
    tab.isLive();
    return tab;
  }

  @Test
  void aTokenIsAskedForAndStaysWithThePerson() {
    ChatTab ann = bench.open(bench.person(), "");
    assertThat(ann.find("#enter-token")).isHidden();
    ann.find("#enter-name").fill("anybody");
    ann.find("#enter-form button").click();
    assertThat(ann.find("#enter-problem")).containsText("token: missing");
    ann.find("#enter-token").fill("nonsense");
    ann.find("#enter-form button").click();
    assertThat(ann.find("#enter-problem")).containsText("token: unreadable");
    String token = token("Ann", Role.MEMBER, 3_600);
    ann.find("#enter-token").fill(token);
    ann.find("#enter-form button").click();
    ann.isLive();

    assertThat(ann.find("#chat-me")).hasText("Ann");
    assertThat(ann.find("#token-banner")).isHidden();
    assertThat(ann.find("#enter-token")).hasValue("");
    assertThat((String) ann.page().evaluate(KEPT))
        .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    ann.page().reload();
    ann.isLive();
    assertThat(ann.find("#chat-me")).hasText("Ann");
  }

  @Test
  void aTokenIsRenewedBeforeItEnds() {
    ChatTab ann = enter("Ann", Role.MEMBER, 100);
    assertThat(ann.find("#token-banner")).containsText("Your token ends on");
    ann.find("#token-bring").click();
    ann.tab().check("token", Look.wide());
    ann.find("#token-box").fill(token("Bob", Role.MEMBER, 3_600));
    ann.find("#token-form button.primary").click();
    assertThat(ann.find("#token-problem")).containsText("the same user's");
    ann.find("#token-box").fill(token("Ann", Role.MEMBER, 3_600));
    ann.find("#token-form button.primary").click();

    assertThat(ann.find("#token")).isHidden();
    assertThat(ann.find("#token-banner")).isHidden();
    ann.page().reload();
    ann.isLive();
    assertThat(ann.find("#token-banner")).isHidden();
  }

  @Test
  void anEndedTokenIsAskedForAgain() {
    Instant end = Instant.now().plusSeconds(5);
    ChatTab ann = enter("Ann", Role.MEMBER, 5);
    await().atMost(Tab.PATIENCE).until(() -> Instant.now().isAfter(end.plusSeconds(1)));
    ann.page().reload();
    assertThat(ann.find("#enter-token")).isVisible();
    assertThat(ann.find("#enter-problem")).containsText("token");
    ann.find("#enter-token").fill(token("Ann", Role.MEMBER, 3_600));
    ann.find("#enter-form button").click();

    ann.isLive();
    assertThat(ann.find("#token-banner")).isHidden();
  }

  @Test
  void moderatorsDeleteMuteAndBan() {
    ChatTab mia = enter("Mia", Role.MODERATOR, 3_600);
    ChatTab bob = enter("Bob", Role.MEMBER, 3_600);
    bob.say("spam");
    mia.tool(mia.message("spam"), "Delete");
    bob.seesExactly("This message was deleted.");

    bob.say("more of it");
    mia.tool(mia.message("more of it"), "Moderate");
    assertThat(mia.find("#moderate-title")).hasText("Moderate Bob in #lobby");
    act(mia, "mute", "spam");
    assertThat(bob.find(".notice")).hasText(Pattern.compile("^Mia muted Bob until .+ \\(spam\\)$"));
    bob.say("am I heard");
    assertThat(bob.find(".message.failed .fate")).containsText("muted");

    mia.find("[aria-label='Moderate Bob']").click();
    act(mia, "unmute", "");
    assertThat(bob.find(".notice")).hasCount(2);
    bob.find(".message.failed .fate button >> nth=0").click();
    mia.sees("am I heard");
    mia.message("am I heard").focus();
    mia.page().keyboard().press("m");
    mia.tab().check("moderate", Look.wide());
    act(mia, "ban", "");

    assertThat(bob.find("#chat-banner-words")).containsText("banned by a moderator");
  }

  private static void act(ChatTab tab, String action, String reason) {
    tab.find("#moderate-action").selectOption(action);
    tab.find("#moderate-reason").fill(reason);
    tab.find("#moderate-form button.primary").click();
    assertThat(tab.find("#moderate")).isHidden();
  }

  @Test
  void membersHaveNoToolsOfModerators() {
    ChatTab mia = enter("Mia", Role.MODERATOR, 3_600);
    ChatTab bob = enter("Bob", Role.MEMBER, 3_600);
    mia.say("hello");
    bob.message("hello").hover();
    Locator tools = bob.find(".tools button:visible");
    assertThat(tools.filter(new Locator.FilterOptions().setHasText("Reply"))).hasCount(1);
    assertThat(tools.filter(new Locator.FilterOptions().setHasText("Delete"))).hasCount(0);
    assertThat(tools.filter(new Locator.FilterOptions().setHasText("Moderate"))).hasCount(0);
    assertThat(bob.find("[aria-label='Moderate Mia']")).hasCount(0);
    bob.message("hello").focus();
    bob.page().keyboard().press("m");
    assertThat(bob.find("#moderate")).isHidden();
  }
}
