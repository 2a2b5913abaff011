package dev.yodel.client.conformance;

import java.util.ArrayList;
import java.util.List;

/** Cases in the order of their sections, while the table is written. */
final class CaseList {

  private final List<Case> cases = new ArrayList<>();
  private Section section = new Section(6455, "4", "Opening handshake");

  /** Cases from here on are about this section. */
  CaseList section(int rfc, String number, String title) {
    section = new Section(rfc, number, title);
    return this;
  }

  /** A case whose handshake is right and of no interest. */
  CaseList talk(String name, String title, Step... steps) {
    List<Step> all = new ArrayList<>();
    all.add(Steps.open());
    all.addAll(List.of(steps));
    return put(name, title, Request.STANDARD, all);
  }

  /** A case about its handshake. */
  CaseList ask(String name, String title, Request request, Step... steps) {
    return put(name, title, request, List.of(steps));
  }

  private CaseList put(String name, String title, Request request, List<Step> steps) {
    cases.add(new Case(section.prefix() + "-" + name, section, title, request, steps));
    return this;
  }

  List<Case> all() {
    return List.copyOf(cases);
  }
}
