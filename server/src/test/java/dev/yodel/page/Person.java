package dev.yodel.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Deque;

/** One browser profile; its tabs share storage. */
final class Person implements AutoCloseable {

  private final BrowserContext context;
  private final Deque<Person> regulars;
  private Tab first;

  /**
   * A person.
   *
   * @param regulars where it goes when it has forgotten everything; null if it does not come again
   */
  Person(BrowserContext context, Deque<Person> regulars) {
    this.context = context;
    this.regulars = regulars;
    context.setDefaultTimeout((double) Tab.PATIENCE.toMillis());
  }

  /** Opens a tab on this address and watches it. */
  Tab open(String url) {
    boolean again = first != null && !first.isOpen();
    Tab tab = again ? first : new Tab(context.newPage(), first == null);
    first = first == null ? tab : first;
    tab.go(url);
    return tab;
  }

  BrowserContext context() {
    return context;
  }

  @Override
  public void close() {
    for (Page page : context.pages()) {
      if (first == null || page != first.page()) {
        page.close();
      }
    }
    if (regulars != null && first != null && first.forgets()) {
      context.clearPermissions();
      regulars.push(this);
    } else {
      context.close();
    }
  }
}
