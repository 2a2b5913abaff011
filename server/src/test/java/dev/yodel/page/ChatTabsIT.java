package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One person in three tabs, and what the tabs share. */
@ExtendWith(Chromium.Provider.class)
final class ChatTabsIT {

  private ChatBench bench;
  private ChatTab first;
  private ChatTab second;
  private ChatTab third;
  private ChatTab bob;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new ChatBench(chromium);
    bob = bench.enter("Bob");
    Person browser = bench.person();
    first = bench.enter("Ann", browser);
    second = bench.open(browser, "");
    third = bench.open(browser, "");
    second.isLive();
    third.isLive();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void threeTabsAreOneMember() {
    assertThat(bob.find("#chat-members > li")).hasCount(2);
    assertThat(bob.find("#chat-facts")).hasText("2 people here");
    assertThat(third.find("#chat-me")).hasText("Ann");
  }

  @Test
  void whatOneTabWritesStandsInAllOnce() {
    first.say("from the first");
    second.say("from the second");
    third.say("from the third");

    for (ChatTab tab : new ChatTab[] {first, second, third, bob}) {
      tab.sees("from the first");
      tab.sees("from the second");
      tab.sees("from the third");
      assertThat(tab.find(".message.pending")).hasCount(0);
      assertThat(tab.find("#timeline > .message")).hasCount(3);
    }
    first.agreesWith(bob);
  }

  @Test
  void roomsNamesMutesAndReadMarkersFollow() {
    first.say("/join den");
    assertThat(second.find("#chat-rooms .entry")).hasCount(2);
    second.find("#chat-rooms .entry[data-key=den]").click();
    bob.say("read me");
    assertThat(second.find("#chat-rooms .entry[data-key=lobby] .badge")).hasText("1");
    third.page().bringToFront();
    third.sees("read me");
    assertThat(second.find("#chat-rooms .badge")).hasCount(0);
    assertThat(first.find("#chat-rooms .badge")).hasCount(0);

    second.say("/nick Anna");
    assertThat(first.find("#chat-me")).hasText("Anna");
    assertThat(third.find("#chat-me")).hasText("Anna");
    first.find("#chat-mute").click();
    assertThat(third.find("#chat-rooms .entry[data-key=den] .tag")).hasText("muted");
    second.find("#chat-leave").click();
    assertThat(first.find("#chat-rooms .entry")).hasCount(1);
  }
}
