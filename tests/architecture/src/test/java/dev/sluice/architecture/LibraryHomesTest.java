package dev.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sluice.architecture.Ours.CLASSES;

import org.junit.jupiter.api.Test;

/** Each library has one home, so that replacing it is a change of one module. */
final class LibraryHomesTest {

  @Test
  void sqlShouldStayInStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.sluice.store..", "dev.sluice.source.postgres..", "dev.sluice.source.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
        .because(
            "everything else talks to core's ports, and runs on H2 and PostgreSQL alike; the source of"
                + " rows reads a database of somebody else")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.h2..")
        .because("the server's own storage is behind core's ports")
        .check(CLASSES);
  }

  @Test
  void httpServerShouldStayInAppHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.app.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.ws.rs..", "org.glassfish..", "org.eclipse.jetty..", "jakarta.servlet..")
        .because("resources map wire records to core's calls in one place")
        .check(CLASSES);
  }

  @Test
  void metricsShouldStayInAppMetrics() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.app.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prometheus..")
        .because("what is counted is told by the core's own words, whoever shows it")
        .check(CLASSES);
  }

  @Test
  void luceneShouldStayInLogSearch() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.logsearch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .because("the index can be thrown away, and so can the library")
        .check(CLASSES);
  }

  @Test
  void brokersShouldStayWithTheirConnectors() {
    libraryOfSource("rabbitmq", "com.rabbitmq..");
    libraryOfSource("mqtt", "com.hivemq..");
    libraryOfSource("kafka", "org.apache.kafka..");
    libraryOfSource("s3", "software.amazon..");
    libraryOfSource("schedule", "com.cronutils..");
    libraryOfSource("git", "org.eclipse.jgit..");
  }

  private static void libraryOfSource(String kind, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.source." + kind + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("a broker's client is known to the one connector that speaks to that broker")
        .check(CLASSES);
  }

  @Test
  void processesShouldStayInSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.sandbox..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.exec..")
        .because("a process that starts elsewhere is one that the sandbox does not confine")
        .check(CLASSES);
  }

  @Test
  void archivesShouldStayInStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sluice.store.code..", "dev.sluice.manifest.code..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.commons.compress..", "java.util.zip..")
        .because(
            "a hostile archive is refused in one place; clients pack folders, and unpack nothing")
        .check(CLASSES);
  }

  @Test
  void yamlShouldStayInItsReaderAndWriter() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sluice.manifest.yaml..", "dev.sluice.flow.text..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .because("what is wrong in a file is told with its place, in one way for all files")
        .check(CLASSES);
  }

  @Test
  void flowShouldNotTouchFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.flow..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..")
        .because("documents come from editors, requests and databases, and from files by the CLI")
        .check(CLASSES);
  }

  @Test
  void coreShouldNotTouchFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice.core..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|File(In|Out)putStream|RandomAccessFile)")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.channels..", "java.net.http..")
        .because("what is on disk or on the network is behind a port")
        .check(CLASSES);
  }

  @Test
  void headlessHalfShouldNotKnowEclipse() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.sluice.app.http..", "dev.sluice.layout..", "dev.sluice.source.git..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse..")
        .because(
            "the headless half is a product of its own; Jetty is app.http's, ELK layout's, and JGit"
                + " source.git's")
        .check(CLASSES);
  }
}
