package dev.sluice.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.sluice.architecture.Ours.CLASSES;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Time, ids, chance and threads come in from outside, where tests can hold them. */
final class ParametersTest {
  /**
   * Where they are made: the server's wiring, its threads, the command line's, the Java host's
   * main.
   */
  private static final String WIRING =
      "dev\\.sluice\\.app\\.(ServerWiring|NamedThreads|cli\\.shell\\.ShellWiring)(\\$.*)?"
          + "|dev\\.sluice\\.javahost\\.Main";

  @Test
  void timeShouldBeAParameter() {
    everythingButWiring()
        .should()
        .callMethodWhere(
            target(owner(JavaClass.Predicates.resideInAPackage("java.time")))
                .and(target(name("now")))
                .and(target(rawParameterTypes(new Class<?>[0]))))
        .orShould()
        .callMethodWhere(
            target(owner(JavaClass.Predicates.type(Clock.class)))
                .and(target(nameMatching("system.*"))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a test must be able to say what time it is: take a Clock or a Ticker")
        .check(CLASSES);
  }

  @Test
  void idsAndChanceShouldBeParameters() {
    everythingButWiring()
        .should()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(ThreadLocalRandom.class)
        .orShould()
        .callConstructorWhere(made(Random.class))
        .because(
            "a test must be able to repeat a draw: take an IdSource or a draw; secrets may be random")
        .check(CLASSES);
  }

  @Test
  void threadsShouldBeMadeInWiring() {
    everythingButWiring()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Executors.class)
        .orShould()
        .callConstructorWhere(made(Thread.class))
        .because("threads are named, counted and ended in one place: take an executor or a factory")
        .check(CLASSES);
  }

  @Test
  void staticFieldsShouldBeFinal() {
    noFields()
        .that()
        .areStatic()
        .should()
        .notBeFinal()
        .because("two servers in one JVM, as tests have them, must not share state")
        .check(CLASSES);
  }

  private static GivenClassesConjunction everythingButWiring() {
    return noClasses().that().haveNameNotMatching(WIRING);
  }

  private static DescribedPredicate<JavaCall<?>> made(Class<?> type) {
    return target(owner(JavaClass.Predicates.type(type))).forSubtype();
  }
}
