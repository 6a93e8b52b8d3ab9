package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.WorkflowsClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The whitepaper's five cases of workflows, with real functions and events. */
@ResourceLock(Lane.OWN_SERVER)
class WorkflowsTest {
  private static final Path EXAMPLE = Path.of(System.getProperty("sluice.examples"), "workflows");

  @SuppressWarnings("NullAway.Init") // set before all
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all
  private static ServerProcess server;

  @BeforeAll
  static void deploy() throws Exception {
    folder = Scratch.create("workflows");
    server = ServerProcess.on(folder.resolve("data")).start();
    Cli cli = new Cli(server.client().connection());
    String manifest = EXAMPLE.resolve("sluice.yaml").toString();
    cli.run("apply", "-f", manifest);
    assertThat(cli.run("apply", "-f", manifest)).contains("Nothing to do");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    Scratch.delete(folder);
  }

  private static WorkflowsClient workflows() {
    return server.client().workflows();
  }

  private static void publish(String id, String type, String subject, String data)
      throws IOException {
    String event =
        "{\"specversion\":\"1.0\",\"source\":\"https://example.com/test\",\"id\":\"%s\","
            + "\"type\":\"com.example.%s\",\"subject\":\"%s\",\"data\":%s}";
    server
        .client()
        .events()
        .publish(
            "application/cloudevents+json",
            event.formatted(id, type, subject, data).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode output(String workflow) throws Exception {
    ExecutionInfo ended =
        Await.value(
                workflow + " is over", () -> ended(workflow), executions -> !executions.isEmpty())
            .get(0);
    ExecutionInfo whole = workflows().execution(ended.id());
    assertThat(whole.status()).as("%s", whole).isEqualTo("completed");
    return Json.read(Json.write(whole.output()));
  }

  private static List<ExecutionInfo> ended(String workflow) throws IOException {
    return workflows().executions(workflow, null, 10, null).items().stream()
        .filter(one -> one.endedAt() != null)
        .toList();
  }

  @Test
  void shouldRunOneFunctionForOneEvent() throws Exception {
    publish("1", "photo.uploaded", "photos/cat.jpg", "{}");

    assertThat(output("thumbnail").path("thumbnail").asText()).isEqualTo("photos/cat-160.jpg");
  }

  @Test
  void shouldRunAFunctionForACombinationOfEvents() throws Exception {
    publish("2", "order.packed", "6", "{\"order\":6,\"parcel\":\"A6\"}");
    publish("3", "order.paid", "7", "{\"order\":7}");
    publish("4", "order.packed", "7", "{\"order\":7,\"parcel\":\"A7\"}");

    JsonNode first = output("shipping");
    assertThat(first.path("shipped").asInt()).isEqualTo(7);
    assertThat(first.path("parcel").asText()).isEqualTo("A7");

    publish("5", "order.paid", "6", "{\"order\":6}");
    Await.until("the other order is shipped too", () -> ended("shipping").size() == 2);
    assertThat(output("shipping").path("parcel").asText()).isEqualTo("A6");
  }

  @Test
  void shouldRunSeveralFunctionsInSequenceAndInParallel() throws Exception {
    String items =
        "[{\"name\":\"tea\",\"cents\":450,\"count\":2},{\"name\":\"cup\",\"cents\":900,"
            + "\"count\":1}]";
    publish("6", "order.placed", "8", "{\"order\":8,\"items\":" + items + "}");

    JsonNode output = output("order");
    assertThat(output.path("charged").asInt()).isEqualTo(1_800);
    assertThat(output.path("reserved")).hasSize(2);
  }

  @Test
  void shouldLetTheResultOfAFunctionTriggerTheNext() throws Exception {
    Map<String, Object> input = Map.of("customer", "Ada", "income", 3_000, "wanted", 8_000);
    ExecutionInfo started = workflows().start("loan", new ExecutionStart(null, null, input));
    ExecutionInfo refused =
        workflows().start("loan", new ExecutionStart(null, null, Map.of("customer", "Bob")));

    ExecutionInfo ended =
        Await.value(
            "the loan is decided",
            () -> workflows().execution(started.id()),
            one -> one.endedAt() != null);
    assertThat(Json.read(Json.write(ended.output())).path("answer").asText()).isEqualTo("yes");
    assertThat(refused.status()).isEqualTo("faulted");
  }

  @Test
  void shouldGuardTheHouse() throws Exception {
    publish("7", "house.motion", "1", "{\"home\":\"elm 1\",\"image\":\"mask.jpg\"}");
    ExecutionInfo alarmed =
        Await.value(
                "somebody waits for the owner",
                () ->
                    workflows().executions("house-alarm", "running", 10, null).items().stream()
                        .filter(one -> isListening(one.id()))
                        .toList(),
                found -> !found.isEmpty())
            .get(0);
    publish("8", "house.disarmed", "1", "{\"home\":\"elm 2\"}");
    assertThat(workflows().explain(alarmed.id()).listeners().get(0).misses())
        .anySatisfy(miss -> assertThat(miss.why()).contains("elm 2"));
    publish("9", "house.disarmed", "1", "{\"home\":\"elm 1\"}");

    JsonNode output = output("house-alarm");
    assertThat(output.path("told").toString()).isEqualTo("[\"siren\",\"police\"]");
    assertThat(output.path("answer").asText()).isEqualTo("disarmed");
  }

  @Test
  void shouldGoOnWithTheFirstGroupOfEvents() throws Exception {
    String kept = book(21);
    String lost = book(22);
    assertThat(workflows().explain(kept).listeners()).hasSize(2);

    publish("10", "booking.paid", "22", "{\"booking\":22}");
    publish("11", "booking.cancelled", "22", "{\"booking\":22}");
    publish("12", "booking.confirmed", "21", "{\"booking\":21}");
    assertThat(workflows().execution(kept).status()).isEqualTo("running");
    publish("13", "booking.paid", "21", "{\"booking\":21}");

    assertThat(ended(kept, "the booking is kept").output().toString()).contains("taken");
    assertThat(ended(lost, "the booking is lost").output().toString()).contains("free");
  }

  private static String book(int number) throws Exception {
    Map<String, Object> input = Map.of("booking", number);
    String id = workflows().start("booking", new ExecutionStart(null, null, input)).id();
    Await.until("it waits for both groups", () -> isListening(id));
    return id;
  }

  private static ExecutionInfo ended(String id, String about) throws Exception {
    return Await.value(about, () -> workflows().execution(id), one -> one.endedAt() != null);
  }

  private static boolean isListening(String id) {
    try {
      return !workflows().explain(id).listeners().isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldRepairManyAtOnceAfterALook() throws Exception {
    byte[] file =
        "document: {dsl: 1.0.0, namespace: n, name: broken, version: 1.0.0}\ndo:\n  - a: {call: gone}\n"
            .getBytes(StandardCharsets.UTF_8);
    workflows().deploy(null, file);
    for (int i = 0; i < 3; i++) {
      ExecutionInfo unused = workflows().start("broken", new ExecutionStart(null, "k" + i, null));
    }
    Await.until("all are faulted", () -> ended("broken").size() == 3);
    Cli cli = new Cli(server.client().connection());

    String[] skip = {"execution", "skip", "--workflow", "broken", "--result", "1"};
    assertThat(cli.run(with(skip, "--state", "b", "--dry-run"))).isEqualTo("no executions\n");
    String look = cli.run(with(skip, "--status", "faulted", "--state", "a", "--dry-run"));
    assertThat(look).contains("completed", "WOULD BE");
    assertThat(workflows().executions("broken", "faulted", 10, null).items()).hasSize(3);
    cli.run(with(skip, "--state", "/do/0/a"));

    assertThat(workflows().executions("broken", "completed", 10, null).items()).hasSize(3);
    ExecutionFix why = new ExecutionFix("again", null, null, null, null, null, null);
    assertThat(workflows().fix(ended("broken").get(0).id(), "cancel", why).status())
        .isEqualTo("completed");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
