package dev.yodel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, one a sentence, over the packages below a root. */
final class House {

  /** What reads a clock, by class; any method of these names, except those that take a clock. */
  private static final Set<String> CLOCK_READS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.InstantSource.system",
          "java.time.Instant.now",
          "java.time.LocalTime.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "io.netty.util.concurrent.Ticker.systemTicker");

  private final String root;

  House(String root) {
    this.root = root;
  }

  List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    for (ImportTable row : ImportTable.values()) {
      rules.add(row.rule(root));
    }
    rules.add(httpAndWebsocketDoNotKnowEachOther());
    rules.add(roomAndSectionNeverMeet());
    rules.add(noLocks());
    rules.add(noSynchronizedMethods());
    rules.add(stateHasAnOwner());
    rules.add(sqlStaysInItsAdapter());
    rules.add(onlyReadGateSetsAutoRead());
    rules.add(clocksAreReadInBoot());
    rules.add(namesAreLookedUpInBoot());
    rules.add(Waits.nobodyWaitsOnALoop(root));
    rules.addAll(everywhere());
    return rules;
  }

  /** The rules that hold in every package of the product. */
  List<ArchRule> everywhere() {
    return List.of(staticsAreFinal(), Waits.nobodySleeps(root), packagesAreNullMarked());
  }

  private String in(String name) {
    return root + "." + name + "..";
  }

  private ArchRule httpAndWebsocketDoNotKnowEachOther() {
    return noClasses()
        .that()
        .resideInAPackage(in("websocket"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("http"))
        .allowEmptyShould(true)
        .as("websocket does not know http (nor http websocket: its row)");
  }

  private ArchRule roomAndSectionNeverMeet() {
    return noClasses()
        .that()
        .haveFullyQualifiedName(root + ".fanout.Section")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(root + ".chat.Room")
        .allowEmptyShould(true)
        .as("Room and Section never meet: the room speaks to its Audience");
  }

  private ArchRule staticsAreFinal() {
    return fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .as("no static is set twice");
  }

  private ArchRule noLocks() {
    return noClasses()
        .that()
        .resideInAnyPackage(in("chat"), in("fanout"), in("websocket"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks..")
        .allowEmptyShould(true)
        .as("no lock in chat, fanout or websocket");
  }

  private ArchRule noSynchronizedMethods() {
    return noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(in("chat"), in("fanout"), in("websocket"))
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED)
        .allowEmptyShould(true)
        .as("no synchronized method in chat, fanout or websocket");
  }

  private ArchRule stateHasAnOwner() {
    return classes()
        .that()
        .resideInAnyPackage(in("chat"), in("fanout"))
        .and(
            describe(
                "are neither record, enum, interface nor exception",
                c ->
                    !c.isRecord()
                        && !c.isEnum()
                        && !c.isInterface()
                        && !c.isAssignableTo(Throwable.class)))
        .should(carryOwner())
        .allowEmptyShould(true)
        .as("every class of chat and fanout carries @OwnedBy");
  }

  private static ArchCondition<JavaClass> carryOwner() {
    return new ArchCondition<>("carry @OwnedBy, themselves or around them") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        JavaClass outer = item;
        while (!outer.isAnnotatedWith(OwnedBy.class) && outer.getEnclosingClass().isPresent()) {
          outer = outer.getEnclosingClass().get();
        }
        boolean owned = outer.isAnnotatedWith(OwnedBy.class) || outer.isEnum() || outer.isRecord();
        events.add(new SimpleConditionEvent(item, owned, item.getName() + " has no @OwnedBy"));
      }
    };
  }

  private ArchRule sqlStaysInItsAdapter() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("log.sqlite"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
        .allowEmptyShould(true)
        .as("java.sql only in log.sqlite");
  }

  private ArchRule onlyReadGateSetsAutoRead() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".websocket.ReadGate")
        .and()
        .doNotHaveFullyQualifiedName(root + ".guard.Discard") // of what is over
        .should(callMethodWhere(called("setAutoRead")))
        .allowEmptyShould(true)
        .as("only ReadGate and Discard call setAutoRead");
  }

  private ArchRule clocksAreReadInBoot() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("boot"))
        .should(callMethodWhere(readsAClock()))
        .allowEmptyShould(true)
        .as("no clock is read outside boot");
  }

  private ArchRule namesAreLookedUpInBoot() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("boot"))
        .should(callMethodWhere(called("getByName").or(called("getAllByName"))))
        .allowEmptyShould(true)
        .as("no host is looked up outside boot");
  }

  private static DescribedPredicate<JavaCall<?>> readsAClock() {
    return describe(
        "read a clock",
        call ->
            CLOCK_READS.contains(call.getTargetOwner().getName() + "." + call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class)));
  }

  private static DescribedPredicate<JavaCall<?>> called(String name) {
    return describe("call " + name, call -> call.getName().equals(name));
  }

  private ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<JavaClass>("lie in a @NullMarked package") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " does not"));
              }
            })
        .allowEmptyShould(true)
        .as("every package is @NullMarked");
  }
}
