package dev.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.sluice.architecture.Ours.CLASSES;

import org.junit.jupiter.api.Test;

/** Inside core: one package a feature, and a direction between them. */
final class CoreFeaturesTest {

  @Test
  void featuresShouldBeFreeOfCycles() {
    slices()
        .matching("dev.sluice.core.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature can be read, tested and moved without those that build on it")
        .check(CLASSES);
  }

  @Test
  void functionsShouldNotKnowInvocations() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.core.function..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sluice.core.invocation..")
        .because("a definition is the same whether or not it ever runs")
        .check(CLASSES);
  }
}
