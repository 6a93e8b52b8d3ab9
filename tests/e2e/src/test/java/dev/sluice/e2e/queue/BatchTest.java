package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions get several events at once. */
class BatchTest extends SharedServerTest {
  private static final String EVENTS = "application/cloudevents-batch+json";

  /** Answers with the numbers that it got, and takes no 13. */
  private static final String NUMBERS =
      """
      def handler(event, context):
          numbers = [e['data']['n'] if 'data' in e else e['n'] for e in event]
          if 13 in numbers:
              raise ValueError('unlucky')
          return numbers
      """;

  private final List<String> associations = new ArrayList<>();

  @AfterEach
  void deleteAssociations() throws Exception {
    for (String association : associations) {
      client.events().delete(association);
    }
  }

  private AssociationSpec spec(
      String name, @Nullable String input, @Nullable String orderBy, Batch batch) {
    return new AssociationSpec(
        name,
        null,
        "type = '" + name + "'",
        List.of(new Target(name, null, null, input)),
        orderBy,
        null,
        batch,
        null,
        null);
  }

  private void associate(String name, @Nullable String input, @Nullable String orderBy, Batch batch)
      throws Exception {
    AssociationInfo made = client.events().create(spec(name, input, orderBy, batch));
    associations.add(made.name());
  }

  private List<String> publish(String type, int from, int to) throws Exception {
    String events =
        IntStream.rangeClosed(from, to)
            .mapToObj(
                n ->
                    ("{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/shop\",\"type\":\"%s\","
                            + "\"subject\":\"same\",\"data\":{\"n\":%d}}")
                        .formatted(n, type, n))
            .collect(Collectors.joining(",", "[", "]"));
    return client.events().publish(EVENTS, events.getBytes(StandardCharsets.UTF_8)).invocations();
  }

  private InvocationInfo ended(String id) throws Exception {
    return Await.value(
        "the invocation " + id + " ends",
        () -> client.invocation(id),
        record -> record.status().equals("succeeded") || record.status().equals("dead-lettered"));
  }

  private JsonNode result(String id) throws Exception {
    return Json.read(new String(client.queue().result(id), StandardCharsets.UTF_8));
  }

  @Test
  void shouldGiveTheFunctionAsManyAsThereAreUpToTheSize() throws Exception {
    String name = name("batch");
    create(Sources.python(name, NUMBERS));
    // A window that would outlast the test: only the size starts these.
    associate(name, null, null, new Batch(10, 300.0));

    List<String> ids = publish(name, 20, 39);

    for (String id : ids) {
      assertThat(ended(id).status()).isEqualTo("succeeded");
    }
    assertThat(result(ids.get(0)).size()).isEqualTo(10);
    assertThat(result(ids.get(0)).path(0).asInt()).isEqualTo(20);
    assertThat(client.invocation(ids.get(3)).durationMs())
        .isEqualTo(client.invocation(ids.get(0)).durationMs());
    Refused.with(ErrorCode.RESULT_NOT_KEPT, () -> client.queue().result(ids.get(3)));
  }

  @Test
  void shouldNotWaitLongerThanTheWindow() throws Exception {
    String name = name("window");
    create(Sources.python(name, NUMBERS));
    associate(name, "{n: (.data.n * 2)}", null, new Batch(500, 0.2));

    List<String> ids = publish(name, 1, 3);

    ended(ids.get(2));
    assertThat(result(ids.get(0)).toString()).isEqualTo("[2,4,6]");
  }

  @Test
  void shouldTryWhatFailedByItself() throws Exception {
    String name = name("poison");
    create(
        Sources.python(name, NUMBERS)
            .withAsync(new AsyncSpec(null, 2, 0.01, null, null, null, null, null, null)));
    associate(name, null, null, new Batch(5, 300.0));

    List<String> ids = publish(name, 11, 15);

    for (int i = 0; i < 5; i++) {
      InvocationInfo record = ended(ids.get(i));
      assertThat(record.status()).isEqualTo(i == 2 ? "dead-lettered" : "succeeded");
      assertThat(record.attempts()).isEqualTo(2);
      if (i != 2) {
        assertThat(result(ids.get(i)).toString()).isEqualTo("[" + (11 + i) + "]");
      }
    }
    assertThat(client.queue().deadLetters(DeadLetterRequest.of(name), 9, null).items())
        .extracting(letter -> letter.id())
        .containsExactly(ids.get(2));
    client.queue().removeAll(DeadLetterRequest.of(name));
  }

  @Test
  void shouldKeepTheOrderOfOneValue() throws Exception {
    String name = name("ordered");
    create(Sources.python(name, NUMBERS));
    associate(name, null, "subject", new Batch(10, 0.0));

    List<String> ids = publish(name, 1, 4);

    for (int i = 0; i < 4; i++) {
      ended(ids.get(i));
      assertThat(result(ids.get(i)).toString()).isEqualTo("[" + (i + 1) + "]");
    }
  }

  @Test
  void shouldBeToldAndShownOnTheCommandLine() throws Exception {
    String name = name("shown");
    create(Sources.python(name, NUMBERS));
    Cli cli = new Cli(client.connection());

    cli.run("association", "create", name, "--target", name, "--batch", "7");
    associations.add(name);

    assertThat(client.events().association(name).batch()).isEqualTo(new Batch(7, 1.0));
    assertThat(cli.run("association", "get", name)).contains("7 events, or those of 1.0 s");
    cli.run("association", "update", name, "--batch-window", "2.5");
    assertThat(client.events().association(name).batch()).isEqualTo(new Batch(7, 2.5));
    cli.run("association", "update", name, "--description", "kept");
    assertThat(client.events().association(name).batch()).isEqualTo(new Batch(7, 2.5));
    cli.run("association", "update", name, "--batch", "0");
    assertThat(client.events().association(name).batch()).isNull();
    for (Batch wrong : List.of(new Batch(0, 1.0), new Batch(501, 1.0), new Batch(1, 301.0))) {
      Refused.with(
          ErrorCode.INVALID_REQUEST,
          () -> client.events().replace(name, spec(name, null, null, wrong), null));
    }
  }
}
