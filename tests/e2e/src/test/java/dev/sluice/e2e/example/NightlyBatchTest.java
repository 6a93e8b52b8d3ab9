package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.source.postgres.DatabaseServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The clock starts a job over the rows of a real database. */
@ResourceLock(Lane.OWN_SERVER)
class NightlyBatchTest {
  private static final String SHOP = "shop";
  private static final String METERS = "(1, 'Ada', 12.5), (2, 'Bob', 0), (3, 'Cay', 130)";

  @SuppressWarnings("NullAway.Init") // set before all
  private static DatabaseServer database;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @SuppressWarnings("NullAway.Init") // set before all
  private static JobInfo night;

  /** Lets the clock come at once, until it has started the first job. */
  @BeforeAll
  static void deploy() throws Exception {
    database = new DatabaseServer();
    database.run("postgres", "create database shop");
    example = Example.of("nightly-batch");
    database.run(SHOP, example.text("setup.sql"));
    Cli cli = example.cli();
    example
        .with("postgresql://127.0.0.1:5432/shop", database.url(SHOP))
        .with("http://127.0.0.1:8640", example.client().connection().url().toString())
        .with("cron: '0 2 * * *', timezone: Europe/Berlin", "every: 1s")
        .environment("PGPASSWORD", "whatever is trusted")
        .environment(
            "NIGHTLY_KEY", cli.run("key", "create", "nightly", "--scope", "invoke").strip())
        .apply();
    Await.until(
        "the clock has started a job, and came again",
        () -> !jobs().isEmpty() && example.client().sources().get("nightly").events() > 1);
    String unused = cli.run("source", "pause", "nightly");
    night = jobs().get(jobs().size() - 1);
  }

  @AfterAll
  static void stop() throws Exception {
    example.close();
    database.close();
  }

  @AfterEach
  void restoreMeters() throws Exception {
    database.run(SHOP, "delete from meters", "insert into meters values " + METERS);
  }

  private static List<JobInfo> jobs() throws Exception {
    return example.client().jobs().list("nightly-invoice", null, 100, null).items();
  }

  private static List<JobInfo> jobsOf(String day) throws Exception {
    return jobs().stream().filter(job -> ("nightly-" + day).equals(job.key())).toList();
  }

  private static void awaitEnd(String job, String status) throws Exception {
    JobInfo unused =
        Await.value(
            "the job is " + status,
            () -> example.client().jobs().get(job),
            now -> now.status().equals(status));
  }

  /** Waits until the report says so of the job: its status, its tasks, and how many failed. */
  private static void awaitReport(String job, String expected) throws Exception {
    String report =
        "select status || ' ' || tasks || ' ' || failed from nights where job = '" + job + "'";
    String unused =
        Await.value(
            "the night is written down",
            () -> String.valueOf(database.find(SHOP, report)),
            expected::equals);
  }

  private static String[] start(String day) {
    String event = "{\"time\": \"" + day + "T01:00:00Z\"}";
    return new String[] {"function", "invoke", "nightly-start", "--data", event};
  }

  private static String cents(String day) throws Exception {
    return String.valueOf(
        database.find(
            SHOP,
            "select string_agg(cents::text, ' ' order by meter) from invoices where day = '"
                + day
                + "'"));
  }

  @Test
  void shouldWriteAnInvoiceForEachMeterByTheClock() throws Exception {
    awaitEnd(night.id(), "succeeded");

    assertThat(night.tasks()).isEqualTo(3);
    List<JobResult> results = example.client().jobs().results(night.id(), null, 100, null).items();
    JsonNode invoice = Json.read(Json.write(results.get(2).result()));
    assertThat(invoice.path("customer").asText()).isEqualTo("Cay");
    assertThat(invoice.path("cents").asInt()).isEqualTo(4_160);
    assertThat(night.key()).isEqualTo("nightly-" + invoice.path("day").asText());
    assertThat(cents(invoice.path("day").asText())).isEqualTo("400 0 4160");
    awaitReport(night.id(), "succeeded 3 0");
  }

  @Test
  void shouldStartOneJobOfADay() throws Exception {
    String unused = example.cli().run(start("2025-01-01"));
    unused = example.cli().run(start("2025-01-01"));
    unused = example.cli().run(start("2025-01-02"));

    assertThat(jobsOf("2025-01-01")).hasSize(1);
    assertThat(jobsOf("2025-01-02")).hasSize(1);
    awaitEnd(jobsOf("2025-01-02").get(0).id(), "succeeded");
    assertThat(cents("2025-01-02")).isEqualTo("400 0 4160");
  }

  @Test
  void shouldGiveUpTheMeterThatSaysNonsenseAloneAndTakeItMended() throws Exception {
    database.run(SHOP, "update meters set kwh = -3 where id = 2");

    String unused = example.cli().run(start("2025-02-01"));

    JobInfo job = jobsOf("2025-02-01").get(0);
    awaitEnd(job.id(), "failed");
    awaitReport(job.id(), "failed 3 1");
    assertThat(cents("2025-02-01")).isEqualTo("400 4160");
    DeadLetterInfo letter = example.deadLetters("nightly-invoice").get(0);
    assertThat(String.valueOf(letter.error())).contains("meter 2 says -3 kWh");

    String mended = "{\"day\": \"2025-02-01\", \"id\": 2, \"customer\": \"Bob\", \"kwh\": 3}";
    unused = example.cli().run("dead-letter", "redrive", letter.id(), "--data", mended);
    awaitEnd(job.id(), "succeeded");
    awaitReport(job.id(), "succeeded 3 0");
    assertThat(cents("2025-02-01")).isEqualTo("400 96 4160");
  }

  @Test
  void shouldStartNoJobWithoutMeters() throws Exception {
    database.run(SHOP, "delete from meters");

    assertThat(example.cli().run(start("2025-03-01"))).contains("\"meters\": 0");

    assertThat(jobsOf("2025-03-01")).isEmpty();
  }

  @Test
  void shouldSayThatTheKeyIsRefused() throws Exception {
    String key = example.cli().run("key", "create", "other", "--scope", "invoke").strip();
    example.client().namespaces().deleteKey("nightly");

    String refused = example.cli().failed(start("2025-04-01"));
    Object unused = example.client().namespaces().setSecret("nightly-key", key);
    unused = example.cli().run(start("2025-04-01"));

    assertThat(refused).contains("'job'").contains("401");
    assertThat(jobsOf("2025-04-01")).hasSize(1);
  }
}
