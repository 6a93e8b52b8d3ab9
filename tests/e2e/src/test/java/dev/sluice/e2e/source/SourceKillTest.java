package dev.sluice.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server, and a broker that is lost, while events come from it. */
@ResourceLock(Lane.OWN_SERVER)
class SourceKillTest {
  private static final int EVENTS = Integer.getInteger("sluice.events", 500);
  private static final int BATCH = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Tells the journal which event it runs for, and by which invocation. */
  private static final String FUNCTION =
      """
      import http.client
      def handler(event, context):
          journal = http.client.HTTPConnection('127.0.0.1', %d)
          number = %3$s
          for line in ('%2$s ' + number, '%2$s ' + number + ' ' + context.aws_request_id):
              journal.request('POST', '/', line)
              journal.getresponse().read()
      """;

  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("source-kill");
  }

  @AfterEach
  void cleanUp() throws Exception {
    Scratch.delete(folder);
  }

  private static FunctionSpec function(
      String name, Journal journal, String number, String semantics) {
    return Sources.python(name, FUNCTION.formatted(journal.port(), name, number))
        .with(null, "host", null, null)
        .withAsync(new AsyncSpec(semantics, null, 0.01, null, null, null, null, null, null));
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachMessageOfRabbitMq() throws Exception {
    try (BrokerFeed feed = new RabbitFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachMessageOfMqtt() throws Exception {
    try (BrokerFeed feed = new MqttFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachRecordOfKafka() throws Exception {
    try (BrokerFeed feed = new KafkaFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachRefOfGit() throws Exception {
    try (BrokerFeed feed = new GitFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachObjectOfABucket() throws Exception {
    try (BrokerFeed feed = new BucketFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachRowOfPostgres() throws Exception {
    try (BrokerFeed feed = new RowFeed()) {
      bring(feed);
    }
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingAndInvokeOnceForEachEventOfAWebhook() throws Exception {
    try (BrokerFeed feed = new HookFeed(folder.resolve("data"))) {
      bring(feed);
    }
  }

  private void bring(BrokerFeed feed) throws Exception {
    AtomicInteger confirmed = new AtomicInteger();
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      define(server.client(), journal, feed);
      CompletableFuture<Void> publishing = Parallel.start(() -> publish(feed, confirmed));
      for (int quarter = 1; quarter <= 2; quarter++) {
        int enough = EVENTS * quarter / 4;
        Await.until(PATIENCE, "messages are out", () -> confirmed.get() >= enough);
        server.kill9();
        server = server.restart();
      }
      Await.until(PATIENCE, "messages are out", () -> confirmed.get() >= EVENTS * 3 / 4);
      feed.restartBroker();
      publishing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Await.until(PATIENCE, "all have run", () -> missing(journal).isEmpty());
      SluiceClient client = server.client();
      Await.until(
          PATIENCE,
          "nothing waits",
          () -> client.queue().queues(null).stream().allMatch(queue -> queue.waiting() == 0));
      Map<String, Long> invocations =
          journal.said(line -> line.startsWith("once ") && line.split(" ", -1).length == 3).stream()
              .collect(
                  Collectors.groupingBy(line -> line.split(" ", -1)[1], Collectors.counting()));
      assertThat(invocations)
          .hasSize(EVENTS)
          .allSatisfy((event, count) -> assertThat(count).isOne());
    } finally {
      server.close();
    }
  }

  private static void define(SluiceClient client, Journal journal, BrokerFeed feed)
      throws Exception {
    SourceSpec source = feed.source();
    for (Map.Entry<String, String> secret : feed.secrets().entrySet()) {
      Object unused = client.namespaces().setSecret(secret.getKey(), secret.getValue());
    }
    client.createFunction(function("least", journal, feed.number(), "at-least-once"));
    client.createFunction(function("once", journal, feed.number(), "effectively-once"));
    client
        .events()
        .create(
            new AssociationSpec(
                "orders",
                List.of(source.name()),
                null,
                List.of(new Target("least", null, null), new Target("once", null, null)),
                null,
                null,
                null));
    client.sources().create(source);
    Await.until(
        "the source runs", () -> client.sources().get(source.name()).state().equals("running"));
  }

  private static List<Integer> missing(Journal journal) {
    return IntStream.range(0, EVENTS)
        .filter(n -> journal.count("least " + n) == 0 || journal.count("once " + n) == 0)
        .boxed()
        .toList();
  }

  /** Until the broker has confirmed all; what it did not confirm is published again. */
  private static Void publish(BrokerFeed feed, AtomicInteger confirmed) throws Exception {
    while (confirmed.get() < EVENTS) {
      try (BrokerFeed.Publisher publisher = feed.connect()) {
        while (confirmed.get() < EVENTS) {
          int from = confirmed.get();
          int to = Math.min(EVENTS, from + BATCH);
          publisher.publish(from, to);
          confirmed.set(to);
        }
      } catch (BrokerFeed.LostException e) {
        // The broker is being started again.
      }
    }
    return null;
  }
}
