package dev.yodel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test class after which a buffer turns out never to have been released. */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

  private static final int PATIENCE_MILLIS = 5_000;

  private final List<String> leaks = new CopyOnWriteArrayList<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + "\n" + records));
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    collectGarbage();
    Unpooled.directBuffer(1).release(); // the detector reports when it is next asked to watch
    List<String> found = List.copyOf(leaks);
    leaks.clear();
    assertThat(found).as("buffers that were never released").isEmpty();
  }

  /** Returns when the collector has told of what was garbage before the call. */
  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> told = new ReferenceQueue<>();
    PhantomReference<Object> marker = new PhantomReference<>(new Object(), told);
    System.gc();
    assertThat(told.remove(PATIENCE_MILLIS)).isSameAs(marker);
  }
}
