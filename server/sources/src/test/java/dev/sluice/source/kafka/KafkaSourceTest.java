package dev.sluice.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Keeping;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Topics of a real Kafka. */
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class KafkaSourceTest {
  private static KafkaBroker broker;
  private static KafkaProducer<String, String> producer;

  private final KafkaSource kind = new KafkaSource();
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private String topic;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker();
    producer =
        new KafkaProducer<>(
            // The sequences of an idempotent producer upset a topic that was made a moment ago.
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "enable.idempotence",
                "false",
                "max.in.flight.requests.per.connection",
                "1"),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void endBroker() throws Exception {
    producer.close();
    broker.close();
  }

  @BeforeEach
  void makeTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 4);
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("servers", List.of(broker.address()))
        .with("topics", List.of(topic))
        .with("group", "g-" + topic)
        .with("start", "earliest");
  }

  private Running start(GivenSettings settings) throws Exception {
    return start(settings, recorder);
  }

  private Running start(GivenSettings settings, Recorder intake) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), intake);
    started.add(running);
    return running;
  }

  private void publish(int from, int to) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      sent.add(producer.send(new ProducerRecord<>(topic, "k" + i % 7, "m" + i)));
    }
    for (Future<?> each : sent) {
      Object unused = each.get();
    }
  }

  private static List<String> named(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  /** How many records the group has committed. */
  private long committed() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      return admin
          .listConsumerGroupOffsets("g-" + topic)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(each -> each.offset())
          .sum();
    }
  }

  /** For each partition its offsets must come one after the other. */
  private static void assertOrdered(List<SourceEvent> events) {
    for (int partition = 0; partition < 4; partition++) {
      String wanted = String.valueOf(partition);
      List<Long> offsets =
          events.stream()
              .filter(event -> wanted.equals(event.attributes().get("partition")))
              .map(event -> Long.valueOf(event.attributes().get("offset")))
              .toList();
      assertThat(offsets)
          .isEqualTo(IntStream.range(0, offsets.size()).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void shouldBringRecordsInTheOrderOfTheirPartitionsAndCommitThem() throws Exception {
    publish(0, 5_000);
    Running running = start(settings());
    recorder.awaitEvents(5_000);
    publish(5_000, 6_000);
    recorder.awaitEvents(6_000);
    running.close();
    assertThat(recorder.texts()).containsExactlyInAnyOrderElementsOf(named(0, 6_000));
    assertOrdered(recorder.events());
    assertThat(recorder.largest()).isBetween(2, 500);
    assertThat(committed()).isEqualTo(6_000);
  }

  @Test
  void shouldTellWhatARecordSaysInAttributes() throws Exception {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topic, 2, 1_700_000_000_000L, "cat-7", "{}");
    record.headers().add("Tenant-Id", "blue".getBytes(StandardCharsets.UTF_8));
    record.headers().add("odd", new byte[] {(byte) 0xff});
    record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
    producer.send(record).get();
    producer.send(new ProducerRecord<>(topic, 2, "cat-7", null)).get();
    Running running = start(settings());
    recorder.awaitEvents(2);
    running.close();
    assertThat(recorder.events().get(0).attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("id", topic + "-2-0"),
                Map.entry("source", "/kafka/orders/" + topic),
                Map.entry("type", "dev.sluice.kafka.message"),
                Map.entry("subject", topic),
                Map.entry("time", "2023-11-14T22:13:20Z"),
                Map.entry("datacontenttype", "application/json"),
                Map.entry("topic", topic),
                Map.entry("partition", "2"),
                Map.entry("offset", "0"),
                Map.entry("partitionkey", "cat-7"),
                Map.entry("tenantid", "blue")));
    assertThat(recorder.events().get(1).data()).isEmpty();
  }

  @Test
  void shouldBringCloudEventsAsTheyAreAndMalformedOnesAsRecords() throws Exception {
    for (String source : List.of("/shop", "not a URI")) {
      ProducerRecord<String, String> record = new ProducerRecord<>(topic, 0, "k", "{}");
      Map.of("ce_specversion", "1.0", "ce_id", "e1", "ce_source", source, "ce_type", "sold")
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get();
    }
    ProducerRecord<String, String> structured = new ProducerRecord<>(topic, 0, "k", "{}");
    structured
        .headers()
        .add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    producer.send(structured).get();
    Running running = start(settings());
    recorder.awaitEvents(3);
    running.close();
    assertThat(recorder.events().get(0).attributes())
        .isEqualTo(Map.of("id", "e1", "source", "/shop", "type", "sold"));
    assertThat(recorder.all("type").get(1)).isEqualTo("dev.sluice.kafka.message");
    assertThat(recorder.events().get(2).envelope()).isEqualTo("application/cloudevents+json");
  }

  @Test
  void shouldFollowAPatternOfTopics() throws Exception {
    publish(0, 10);
    Running running =
        start(
            settings()
                .with("topics", List.of())
                .with("topic-pattern", topic.substring(0, topic.length() - 1) + "."));
    recorder.awaitEvents(10);
    running.close();
    assertThat(recorder.all("topic")).containsOnly(topic);
  }

  @Test
  void shouldNotCommitWhatTheIntakeRefuses() throws Exception {
    publish(0, 10);
    IllegalStateException full = new IllegalStateException("the disk is full");
    recorder.before(
        size -> {
          throw full;
        });
    assertThat(start(settings()).failure()).isSameAs(full);
    assertThat(committed()).isZero();
    recorder.before(size -> {});
    Running again = start(settings());
    recorder.awaitEvents(10);
    again.close();
    assertThat(recorder.texts()).containsExactlyInAnyOrderElementsOf(named(0, 10));
  }

  @Test
  void shouldTakeNoMoreThanABatchWhileTheIntakeBlocks() throws Exception {
    recorder.shut();
    publish(0, 1_000);
    Running running = start(settings().with("batch", "50"));
    recorder.awaitWaiting();
    assertThat(committed()).isZero();
    recorder.open();
    recorder.awaitEvents(1_000);
    running.close();
    assertThat(recorder.largest()).isEqualTo(50);
    assertOrdered(recorder.events());
  }

  @Test
  void shouldBringAgainWithTheSameIdsWhatAnotherMemberCouldNotCommit() throws Exception {
    publish(0, 20);
    recorder.shut();
    Map<String, String> impatient =
        Map.of("max.poll.interval.ms", "1000", "session.timeout.ms", "6000");
    Running held = start(settings().with("properties", impatient));
    recorder.awaitWaiting();
    // The group goes on without the member that is held, and another one brings its records.
    Recorder other = new Recorder();
    Running second = start(settings(), other);
    other.awaitEvents(20);
    recorder.open();
    assertThat(held.failure()).hasMessageContaining("went on without this source");
    second.close();
    assertThat(other.all("id")).containsAll(recorder.all("id"));
    assertThat(other.texts()).containsExactlyInAnyOrderElementsOf(named(0, 20));
    assertThat(committed()).isEqualTo(20);
  }

  @Test
  void shouldLoseAndDoubleNothingWhenMembersComeAndGo() throws Exception {
    Running first = start(settings());
    publish(0, 500);
    recorder.awaitEvents(500);
    Running second = start(settings());
    publish(500, 1_500);
    recorder.awaitEvents(1_500);
    first.close();
    publish(1_500, 2_000);
    recorder.awaitEvents(2_000);
    second.close();
    assertThat(recorder.texts()).containsExactlyInAnyOrderElementsOf(named(0, 2_000));
    assertOrdered(recorder.events());
  }

  @Test
  void shouldGoOnWithoutLossWhenTheBrokerRestarts() throws Exception {
    publish(0, 500);
    GivenSettings settings = settings().with("batch", "10").checked();
    try (Keeping source = new Keeping(() -> kind.connect(settings), recorder)) {
      recorder.awaitEvents(100);
      broker.stop();
      broker.start();
      publish(500, 600);
      Await.until("all came", () -> recorder.texts().containsAll(named(0, 600)));
    }
    assertThat(Set.copyOf(recorder.all("id"))).hasSize(600);
  }

  @Test
  void shouldBeginWithWhatComesWhereAsked() throws Exception {
    publish(0, 10);
    Running running = start(settings().with("start", "latest"));
    recorder.awaitConnections(1);
    Await.until(
        "something came that was published later",
        () -> {
          publish(10, 11);
          return !recorder.events().isEmpty();
        });
    running.close();
    assertThat(recorder.texts()).containsOnly("m10");
  }

  @Test
  void shouldSayThatCredentialsAreWrong() throws Exception {
    GivenSettings guarded =
        settings()
            .with("servers", List.of(broker.guardedAddress()))
            .with("mechanism", "PLAIN")
            .with("user", "reader")
            .with("password", "wrong");
    assertThat(start(guarded).failure())
        .hasMessageStartingWith(
            "Kafka at " + broker.guardedAddress() + " refuses the user 'reader' or the password:");
    publish(0, 1);
    start(guarded.with("password", "right"));
    recorder.awaitEvents(1);
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    assertThat(start(settings().with("servers", List.of("127.0.0.1:1"))).failure())
        .hasMessageStartingWith("No broker of Kafka answers at 127.0.0.1:1: ");
  }

  @Test
  void shouldProbeAndTakeNothing() throws Exception {
    publish(0, 3);
    kind.connect(settings().checked()).probe();
    assertThatThrownBy(
            () -> kind.connect(settings().with("topics", List.of("none")).checked()).probe())
        .hasMessageStartingWith("There is no topic 'none' at ");
    start(settings());
    recorder.awaitEvents(3);
  }

  @Test
  void shouldSayThatATopicIsNotThere() throws Exception {
    assertThat(start(settings().with("topics", List.of("nowhere"))).failure())
        .hasMessage("There is no topic 'nowhere' at " + broker.address() + ".");
  }

  @Test
  void shouldGiveUpOpeningWhenClosed() throws Exception {
    Running running = start(settings().with("servers", List.of("127.0.0.1:1")));
    running.close();
    assertThat(recorder.events()).isEmpty();
  }

  @Test
  void shouldNotOpenWhenClosedBefore() throws Exception {
    KafkaConnection connection = new KafkaConnection(settings());
    connection.close();
    connection.run(recorder);
    connection.close();
    assertThat(recorder.events()).isEmpty();
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("topic-pattern", "x.*").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("either");
    assertThatThrownBy(
            () -> settings().with("topics", List.of()).with("topic-pattern", "(").checked())
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> settings().with("user", "u").checked())
        .hasMessageContaining("need each other");
    for (String name :
        List.of(
            "group.id",
            "interceptor.classes",
            "sasl.jaas.config",
            "ssl.truststore.location",
            "metric.reporters",
            "no.such.setting")) {
      assertThatThrownBy(() -> settings().with("properties", Map.of(name, "x")).checked())
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining(name);
    }
    assertThatThrownBy(
            () -> settings().with("properties", Map.of("fetch.max.bytes", "many")).checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("fetch.max.bytes");
  }
}
