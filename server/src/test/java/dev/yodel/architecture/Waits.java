package dev.yodel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What must not wait, and what waiting looks like. */
final class Waits {

  /** What runs on event loops. */
  private static final String[] ON_LOOPS = {"chat", "fanout", "websocket", "http"};

  /** How the names of what is waited for end. */
  private static final List<String> WAITED_FOR =
      List.of("Future", "Promise", "BlockingQueue", "CountDownLatch", "Semaphore", "Thread");

  private static final Set<String> WAITING =
      Set.of(
          "acquire",
          "await",
          "awaitUninterruptibly",
          "get",
          "join",
          "put",
          "sync",
          "syncUninterruptibly",
          "take");

  private Waits() {}

  /** Holds for tests too. */
  static ArchRule nobodySleeps(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(callMethodWhere(describe("sleep", (JavaCall<?> call) -> sleeps(call.getTarget()))))
        .as("nobody sleeps: waits are on conditions, time is injected");
  }

  private static boolean sleeps(CodeUnitCallTarget target) {
    return target.getName().equals("sleep")
        && (target.getOwner().isEquivalentTo(Thread.class)
            || target.getOwner().isAssignableTo(TimeUnit.class));
  }

  /** Nothing that runs on an event loop waits for another thread. */
  static ArchRule nobodyWaitsOnALoop(String root) {
    String[] packages = new String[ON_LOOPS.length];
    for (int i = 0; i < packages.length; i++) {
      packages[i] = root + "." + ON_LOOPS[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should(callMethodWhere(describe("wait", (JavaCall<?> call) -> waits(call.getTarget()))))
        .allowEmptyShould(true)
        .as("nobody waits on an event loop: no future, latch, queue or thread is waited for");
  }

  private static boolean waits(CodeUnitCallTarget target) {
    String owner = target.getOwner().getSimpleName();
    boolean monitor = target.getName().equals("wait") && owner.equals("Object");
    return monitor
        || (WAITING.contains(target.getName()) && WAITED_FOR.stream().anyMatch(owner::endsWith));
  }
}
