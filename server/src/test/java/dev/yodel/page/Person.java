package dev.yodel.page;

import com.microsoft.playwright.BrowserContext;

/** One browser profile; its tabs share storage. */
final class Person implements AutoCloseable {

  private final BrowserContext context;

  Person(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(20_000);
  }

  /** Opens a tab on this address and watches it. */
  Tab open(String url) {
    Tab tab = new Tab(context.newPage());
    tab.page().navigate(url);
    return tab;
  }

  BrowserContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }
}
