package dev.sluice.source.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Keeping;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.SourceEvent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues of a real RabbitMQ. */
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class RabbitSourceTest {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitSourceTest.class);
  private static RabbitBroker broker;

  private final AtomicInteger ids = new AtomicInteger();
  private final RabbitSource kind = new RabbitSource(() -> "c" + ids.incrementAndGet());
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private Connection own;
  private Channel channel;
  private String queue;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new RabbitBroker();
  }

  @AfterAll
  static void endBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void makeQueue(TestInfo test) throws Exception {
    queue = test.getTestMethod().orElseThrow().getName();
    connectAgain();
    channel.queueDeclare(queue, true, false, false, Map.of());
  }

  private void connectAgain() throws Exception {
    own = broker.connect();
    channel = own.createChannel();
    channel.confirmSelect();
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
    own.abort();
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("uri", broker.uri())
        .with("password", "guest")
        .with("queue", queue);
  }

  private Running start(GivenSettings settings) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), recorder);
    started.add(running);
    return running;
  }

  private static BasicProperties.Builder persistent() {
    return new BasicProperties.Builder().deliveryMode(2);
  }

  private void publish(String text, BasicProperties properties) throws Exception {
    channel.basicPublish("", queue, properties, text.getBytes(StandardCharsets.UTF_8));
  }

  private void publish(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      publish("m" + i, persistent().messageId("id" + i).build());
    }
    channel.waitForConfirmsOrDie();
  }

  private static List<String> named(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> prefix + i).toList();
  }

  private long ready() throws Exception {
    return channel.messageCount(queue);
  }

  @Test
  void shouldBringMessagesInTheirOrderAndAcknowledgeThem() throws Exception {
    publish(0, 500);
    Running running = start(settings());
    recorder.awaitEvents(500);
    publish(500, 1_000);
    recorder.awaitEvents(1_000);
    running.close();
    assertThat(recorder.texts()).isEqualTo(named("m", 0, 1_000));
    assertThat(recorder.all("id")).isEqualTo(named("id", 0, 1_000));
    assertThat(recorder.largest()).isBetween(2, 100);
    assertThat(ready()).isZero();
  }

  @Test
  void shouldTellWhatAMessageSaysInAttributes() throws Exception {
    publish(
        "{}",
        persistent()
            .messageId("7")
            .contentType("application/json")
            .correlationId("c1")
            .timestamp(Date.from(Instant.ofEpochSecond(1_700_000_000)))
            .headers(Map.of("X-Tenant-Id", "blue", "Attempt", 3, "id", "other", "bad name!", "x"))
            .build());
    Running running = start(settings());
    recorder.awaitEvents(1);
    running.close();
    SourceEvent event = recorder.events().get(0);
    assertThat(event.envelope()).isNull();
    assertThat(event.attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("id", "7"),
                Map.entry("source", "/rabbitmq/orders/" + queue),
                Map.entry("type", "dev.sluice.rabbitmq.message"),
                Map.entry("subject", queue),
                Map.entry("time", "2023-11-14T22:13:20Z"),
                Map.entry("datacontenttype", "application/json"),
                Map.entry("queue", queue),
                Map.entry("routingkey", queue),
                Map.entry("redelivered", "false"),
                Map.entry("correlationid", "c1"),
                Map.entry("xtenantid", "blue"),
                Map.entry("attempt", "3")));
  }

  @Test
  void shouldBringCloudEventsAsTheyAre() throws Exception {
    Map<String, Object> binary =
        Map.of(
            "cloudEvents:specversion", "1.0",
            "cloudEvents:id", "e1",
            "cloudEvents_source", "/shop",
            "cloudEvents_type", "sold",
            "cloudEvents:hops", 2);
    publish("{}", persistent().contentType("application/json").headers(binary).build());
    publish("{\"id\":1}", persistent().contentType("application/cloudevents+json").build());
    Running running = start(settings());
    recorder.awaitEvents(2);
    running.close();
    assertThat(recorder.events().get(0).attributes())
        .isEqualTo(
            Map.of(
                "id", "e1",
                "source", "/shop",
                "type", "sold",
                "hops", "2",
                "datacontenttype", "application/json"));
    assertThat(recorder.events().get(1).envelope()).isEqualTo("application/cloudevents+json");
    assertThat(recorder.events().get(1).attributes())
        .containsEntry("type", "dev.sluice.rabbitmq.message");
  }

  @Test
  void shouldBringMalformedCloudEventsAsMessages() throws Exception {
    Map<String, Object> binary =
        Map.of(
            "cloudEvents:specversion", "1.0",
            "cloudEvents:id", "e1",
            "cloudEvents:source", "not a URI",
            "cloudEvents:type", "sold");
    publish("x", persistent().messageId("m").headers(binary).build());
    publish("y", persistent().messageId("n").build());
    Running running = start(settings());
    recorder.awaitEvents(2);
    running.close();
    assertThat(recorder.all("id")).containsExactly("m", "n");
    assertThat(recorder.all("type")).containsOnly("dev.sluice.rabbitmq.message");
    assertThat(ready()).isZero();
  }

  @Test
  void shouldMakeTwoEventsOfTwoEqualMessages() throws Exception {
    publish("on", persistent().build());
    publish("on", persistent().build());
    Running running = start(settings());
    recorder.awaitEvents(2);
    running.close();
    assertThat(recorder.all("id")).doesNotHaveDuplicates();
  }

  @Test
  void shouldLeaveTheRestAtTheBrokerWhileTheIntakeBlocks() throws Exception {
    recorder.shut();
    publish(0, 100);
    Running running = start(settings().with("prefetch", "10").with("batch", "4"));
    recorder.awaitWaiting();
    Await.until("90 are left", () -> ready() == 90);
    recorder.openOnce();
    recorder.openOnce();
    // Two batches at least were taken, and acknowledging them brought no more than as many.
    Await.until("some more came", () -> ready() < 90);
    assertThat(ready()).isGreaterThanOrEqualTo(82);
    recorder.open();
    recorder.awaitEvents(100);
    running.close();
    assertThat(recorder.texts()).isEqualTo(named("m", 0, 100));
  }

  @Test
  void shouldNotAcknowledgeWhatTheIntakeRefuses() throws Exception {
    publish(0, 10);
    IllegalStateException full = new IllegalStateException("the disk is full");
    recorder.before(
        size -> {
          throw full;
        });
    assertThat(start(settings()).failure()).isSameAs(full);
    Await.until("all are back", () -> ready() == 10);
    recorder.before(size -> {});
    Running again = start(settings());
    recorder.awaitEvents(10);
    again.close();
    assertThat(recorder.all("id")).isEqualTo(named("id", 0, 10));
    assertThat(recorder.all("redelivered")).contains("true");
  }

  @Test
  void shouldBringAgainWithTheSameIdsWhatWasNotAcknowledgedWhenTheBrokerDied() throws Exception {
    publish(0, 3);
    publish("on", persistent().build());
    publish("on", persistent().build());
    publish(3, 6);
    recorder.shut();
    Running first = start(settings().with("prefetch", "6").with("batch", "6"));
    recorder.awaitWaiting();
    Await.until("six are on their way", () -> ready() == 2);
    broker.writeQueues();
    broker.kill();
    Await.until("the loss is noticed", () -> !hasReaders());
    recorder.open();
    assertThat(first.failure()).hasMessageContaining(broker.address()).hasMessageContaining("lost");
    List<String> before = recorder.all("id");
    broker.start();
    connectAgain();
    Running second = start(settings());
    recorder.awaitEvents(before.size() + 8);
    second.close();
    List<String> after = recorder.all("id").subList(before.size(), before.size() + 8);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(after).doesNotHaveDuplicates().contains("id0", "id1", "id2", "id3", "id4", "id5");
    assertThat(recorder.positions()).isEmpty();
    assertThat(ready()).isZero();
  }

  /** Whether a thread of the library still reads from the broker. */
  private static boolean hasReaders() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().startsWith("AMQP Connection"));
  }

  @Test
  void shouldGoOnWithoutLossWhenTheBrokerRestarts() throws Exception {
    GivenSettings settings = settings().checked();
    try (Keeping source = new Keeping(() -> kind.connect(settings), recorder)) {
      publish(0, 300);
      recorder.awaitEvents(100);
      broker.stop();
      broker.start();
      connectAgain();
      publish(300, 400);
      try {
        Await.until("all came", () -> recorder.texts().containsAll(named("m", 0, 400)));
      } catch (AssertionError e) {
        throw new AssertionError("failed meanwhile: " + last(source.failures()), e);
      }
      assertThat(source.failures()).isNotEmpty();
      LOG.info("failed meanwhile: {}", source.failures());
    }
  }

  private static Exception last(List<Exception> failures) {
    return failures.get(failures.size() - 1);
  }

  @Test
  void shouldDeclareAndBindWhereAsked() throws Exception {
    channel.exchangeDeclare("shop", "topic", true);
    GivenSettings settings =
        settings()
            .with("queue", queue + ".made")
            .with("declare", "true")
            .with("exchange", "shop")
            .with("routing-keys", List.of("order.*", "stock.#"));
    Running running = start(settings);
    recorder.awaitConnections(1);
    for (String key : List.of("order.new", "other", "stock.a.b")) {
      channel.basicPublish("shop", key, persistent().build(), key.getBytes(StandardCharsets.UTF_8));
    }
    recorder.awaitEvents(2);
    running.close();
    assertThat(recorder.all("subject")).containsExactly("order.new", "stock.a.b");
    assertThat(recorder.all("exchange")).containsOnly("shop");
    // It is a quorum queue: another declaration of it is refused.
    assertThatThrownBy(() -> channel.queueDeclare(queue + ".made", true, false, false, Map.of()))
        .hasStackTraceContaining("x-queue-type");
  }

  @Test
  void shouldProbeAndLeaveAllAsItWas() throws Exception {
    publish(0, 1);
    kind.connect(settings().checked()).probe();
    assertThat(ready()).isEqualTo(1);
    GivenSettings made = settings().with("queue", "not-yet").with("declare", "true");
    kind.connect(made.checked()).probe();
    assertThatThrownBy(() -> channel.queueDeclarePassive("not-yet")).hasStackTraceContaining("404");
    assertThatThrownBy(() -> kind.connect(settings().with("queue", "nowhere").checked()).probe())
        .hasMessage("RabbitMQ says: NOT_FOUND - no queue 'nowhere' in vhost '/'.");
    assertThatThrownBy(() -> kind.connect(made.with("exchange", "none").checked()).probe())
        .hasMessageContaining("no exchange 'none'");
  }

  @Test
  void shouldSayThatTheQueueIsNotThere() throws Exception {
    assertThat(start(settings().with("queue", "nowhere")).failure())
        .hasMessage("RabbitMQ says: NOT_FOUND - no queue 'nowhere' in vhost '/'.");
  }

  @Test
  void shouldFailWhenTheQueueIsDeleted() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    channel.queueDelete(queue);
    assertThat(running.failure())
        .hasMessage("The queue '" + queue + "' was deleted or moved by the broker.");
  }

  @Test
  void shouldSayThatCredentialsAreWrong() throws Exception {
    assertThat(start(settings().with("password", "wrong")).failure())
        .hasMessage(
            "RabbitMQ at " + broker.address() + " refuses the user 'guest' or the password.");
  }

  @Test
  void shouldSayThatThereIsNoSuchVirtualHost() throws Exception {
    assertThat(start(settings().with("uri", broker.uri() + "/other")).failure())
        .hasMessageContaining("vhost other not found");
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    assertThat(start(settings().with("uri", "amqp://127.0.0.1:1")).failure())
        .hasMessageStartingWith("Nothing answers at 127.0.0.1:1: ");
  }

  @Test
  void shouldGiveUpOpeningWhenClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Running running = start(settings().with("uri", "amqp://127.0.0.1:" + silent.getLocalPort()));
      try (Socket socket = silent.accept()) {
        assertThat(socket.getInputStream().read()).isEqualTo('A');
        running.close();
      }
    }
  }

  @Test
  void shouldNotOpenWhenClosedBefore() throws Exception {
    publish(0, 1);
    RabbitConnection connection = new RabbitConnection(settings(), "c");
    connection.close();
    connection.run(recorder);
    connection.close();
    assertThat(recorder.events()).isEmpty();
    assertThat(ready()).isEqualTo(1);
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("uri", "http://x").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("amqp://");
    assertThatThrownBy(() -> settings().with("uri", "amqp://a:b@x").checked())
        .hasMessageContaining("belongs into 'password'");
    assertThatThrownBy(() -> settings().with("routing-keys", List.of("a")).checked())
        .hasMessageContaining("need an 'exchange'");
  }
}
