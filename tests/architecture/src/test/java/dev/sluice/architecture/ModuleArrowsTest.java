package dev.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sluice.architecture.Ours.CLASSES;
import static dev.sluice.architecture.Ours.ourClassesOutside;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.sluice.app.Main;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules, as docs/ARCHITECTURE.md draws them. A rule whose subject has no
 * class fails, so a module that is renamed takes its rule along.
 */
final class ModuleArrowsTest {

  @Test
  void apiShouldNeedOnlyItsOwnRecordsAndAnnotations() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sluice.api..",
            "java.lang..",
            "java.time..",
            "java.util..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .because("the wire records are shared by server, CLI, Studio and foreign clients")
        .check(CLASSES);
  }

  @Test
  void spiShouldNeedOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.spi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.sluice.spi..", "java..", "org.jspecify..")
        .because("third parties implement it and must not inherit our libraries")
        .check(CLASSES);
  }

  @Test
  void flowShouldNeedOnlyJacksonAndItsReaders() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.flow..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sluice.flow..",
            "java.lang..",
            "java.math..",
            "java.nio..",
            "java.time..",
            "java.util..",
            "com.fasterxml.jackson..",
            "org.snakeyaml..",
            "org.jspecify..")
        .because("server, CLI and Studio read the same documents, and none brings another along")
        .check(CLASSES);
  }

  @Test
  void layoutShouldSeeOnlyGraphsOfFlowAndElk() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.layout..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sluice.layout..",
            "dev.sluice.flow.graph..",
            "dev.sluice.flow.task..",
            "java.lang..",
            "java.util..",
            "com.fasterxml.jackson..",
            "org.eclipse.elk..",
            "org.eclipse.emf..",
            "org.jspecify..")
        .because("it says where things are drawn, and neither draws nor touches files")
        .check(CLASSES);
  }

  @Test
  void serverShouldNotLayOut() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.layout..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sluice.layout..")
        .because("Studio draws; the server's distribution carries no layout library")
        .check(CLASSES);
  }

  @Test
  void clientShouldNeedOnlyApiAndJackson() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.client..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sluice.client..",
            "dev.sluice.api..",
            "java..",
            "com.fasterxml.jackson..",
            "org.jspecify..")
        .because("Studio and the CLI carry the client along, and neither may bring the server")
        .check(CLASSES);
  }

  @Test
  void manifestsShouldSeeOnlyClientApiAndFlow() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.manifest..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside(
                "dev.sluice.manifest", "dev.sluice.client", "dev.sluice.flow", "dev.sluice.api"))
        .because("Studio and the CLI bring about the same manifests, and neither knows the server")
        .check(CLASSES);
  }

  @Test
  void coreShouldNeedOnlyApiSpiFlowAndWhatACloudEventIs() {
    classes()
        .that()
        .resideInAPackage("dev.sluice.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.sluice.core..",
            "dev.sluice.api..",
            "dev.sluice.spi..",
            "dev.sluice.flow..",
            "com.fasterxml.jackson..",
            "java..",
            "javax.crypto..",
            "io.cloudevents",
            "org.slf4j..",
            "org.jspecify..")
        .because("the rules outlive the database, the HTTP server and the sandbox below them")
        .check(CLASSES);
  }

  @Test
  void storeShouldSeeOnlyTheCoreWhosePortsItImplements() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.store..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside(
                "dev.sluice.store", "dev.sluice.core", "dev.sluice.api", "dev.sluice.spi"))
        .because("storage is below the core and knows nothing of HTTP, CLI or sandboxes")
        .check(CLASSES);
  }

  @Test
  void logSearchShouldSeeOnlyTheCoreWhosePortItImplements() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.logsearch..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside("dev.sluice.logsearch", "dev.sluice.core", "dev.sluice.spi"))
        .because("the index is made of what core's store has, whichever that is")
        .check(CLASSES);
  }

  @Test
  void expressionsShouldSeeOnlyTheCoreWhosePortsTheyImplementAndJq() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.expression..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside(
                "dev.sluice.expression", "dev.sluice.core", "dev.sluice.api", "dev.sluice.flow.jq"))
        .because("filters and mappings are languages, and know nothing of who uses them")
        .check(CLASSES);
  }

  @Test
  void sandboxShouldSeeOnlyTheSpi() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.sandbox..")
        .should()
        .dependOnClassesThat(ourClassesOutside("dev.sluice.sandbox", "dev.sluice.spi"))
        .because("it confines whatever it is told to run and decides nothing about functions")
        .check(CLASSES);
  }

  @Test
  void sourcesShouldSeeOnlyTheSpi() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.source..")
        .should()
        .dependOnClassesThat(ourClassesOutside("dev.sluice.source", "dev.sluice.spi"))
        .because("connectors bring events, as anybody's could, and do not know who gets them")
        .check(CLASSES);
  }

  @Test
  void javaHostShouldBeAProgramOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.javahost..")
        .should()
        .dependOnClassesThat(ourClassesOutside("dev.sluice.javahost"))
        .because("it runs in a process with a function, and carries all that it needs in one jar")
        .check(CLASSES);
    noClasses()
        .that(ourClassesOutside("dev.sluice.javahost"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sluice.javahost..")
        .because("the server starts it and speaks to it by frames alone")
        .check(CLASSES);
  }

  @Test
  void nothingShouldSeeApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sluice.app..")
        .because("wiring, HTTP and CLI are the outermost ring")
        .check(CLASSES);
  }

  @Test
  void httpShouldSeeTheCoreAndNothingBesideIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.app.http..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside(
                "dev.sluice.app.http",
                "dev.sluice.app.config",
                "dev.sluice.core",
                "dev.sluice.api",
                "dev.sluice.spi"))
        .because("resources map the wire to core's calls, whatever stores or confines below")
        .check(CLASSES);
  }

  @Test
  void commandLineShouldBeAClientAndStartTheServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.app.cli..")
        .should()
        .dependOnClassesThat(
            ourClassesOutside(
                    "dev.sluice.app.cli",
                    "dev.sluice.app.config",
                    "dev.sluice.client",
                    "dev.sluice.flow",
                    "dev.sluice.manifest",
                    "dev.sluice.api")
                .and(DescribedPredicate.not(JavaClass.Predicates.type(Main.class))))
        .because("what the command line can do, every other client can")
        .check(CLASSES);
  }
}
