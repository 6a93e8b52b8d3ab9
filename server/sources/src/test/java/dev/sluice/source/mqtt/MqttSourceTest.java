package dev.sluice.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Keeping;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.source.InvalidSettingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of a real Mosquitto. */
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class MqttSourceTest {
  private static Mosquitto broker;
  private static int tests;

  private final AtomicInteger ids = new AtomicInteger();
  private final MqttSource kind = new MqttSource(() -> "c" + ids.incrementAndGet());
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private Mqtt5BlockingClient own;
  private String topic;
  private String client;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new Mosquitto();
  }

  @AfterAll
  static void endBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName() + tests++;
    client = "test-" + topic;
    connectAgain();
  }

  private void connectAgain() {
    own =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    own.connect();
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
    if (own.getState().isConnected()) {
      own.disconnect();
    }
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("url", broker.url())
        .with("client-id", client)
        .with("topics", List.of(topic + "/#"));
  }

  private Running start(GivenSettings settings) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), recorder);
    started.add(running);
    return running;
  }

  private Running startConnected(GivenSettings settings) throws Exception {
    Running running = start(settings);
    recorder.awaitConnections(started.size());
    return running;
  }

  private Mqtt5PublishBuilder.Complete message(String below, String text) {
    return Mqtt5Publish.builder()
        .topic(topic + below)
        .qos(MqttQos.EXACTLY_ONCE)
        .payload(text.getBytes(StandardCharsets.UTF_8));
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      own.publish(message("/x", "m" + i).build());
    }
  }

  private static List<String> named(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  @ParameterizedTest
  @CsvSource({"5,0", "5,1", "5,2", "3.1.1,0", "3.1.1,1", "3.1.1,2"})
  void shouldBringMessagesInTheirOrder(String version, String qos) throws Exception {
    Running running = startConnected(settings().with("version", version).with("qos", qos));
    publish(0, 100);
    recorder.awaitEvents(100);
    running.close();
    assertThat(recorder.texts()).isEqualTo(named(0, 100));
    assertThat(recorder.all("qos")).containsOnly(qos);
    assertThat(recorder.all("id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void shouldGetWhatCameWhileItWasNotConnected(String version) throws Exception {
    startConnected(settings().with("version", version)).close();
    publish(0, 50);
    Running again = startConnected(settings().with("version", version));
    recorder.awaitEvents(50);
    publish(50, 60);
    recorder.awaitEvents(60);
    again.close();
    assertThat(recorder.texts()).isEqualTo(named(0, 60));
  }

  @Test
  void shouldTellWhatAMessageSaysInAttributes() throws Exception {
    Running running = startConnected(settings());
    own.publish(
        message("/kitchen", "21")
            .contentType("text/plain")
            .responseTopic("answers")
            .correlationData("c1".getBytes(StandardCharsets.UTF_8))
            .userProperties()
            .add("Sensor-Id", "7")
            .add("topic", "mine")
            .applyUserProperties()
            .build());
    recorder.awaitEvents(1);
    running.close();
    assertThat(recorder.events().get(0).attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("id", recorder.all("id").get(0)),
                Map.entry("source", "/mqtt/orders/" + topic + "%2Fkitchen"),
                Map.entry("type", "dev.sluice.mqtt.message"),
                Map.entry("subject", topic + "/kitchen"),
                Map.entry("datacontenttype", "text/plain"),
                Map.entry("topic", topic + "/kitchen"),
                Map.entry("qos", "1"),
                Map.entry("replyto", "answers"),
                Map.entry("correlationid", "c1"),
                Map.entry("sensorid", "7")));
  }

  @Test
  void shouldBringCloudEventsAsTheyAreAndMalformedOnesAsMessages() throws Exception {
    Running running = startConnected(settings());
    for (String source : List.of("/shop", "not a URI")) {
      own.publish(
          message("", "{}")
              .contentType("application/json")
              .userProperties()
              .add("specversion", "1.0")
              .add("id", "e1")
              .add("source", source)
              .add("type", "sold")
              .add("hops", "2")
              .applyUserProperties()
              .build());
    }
    own.publish(message("", "{}").contentType("application/cloudevents+json").build());
    recorder.awaitEvents(3);
    running.close();
    assertThat(recorder.events().get(0).attributes())
        .isEqualTo(
            Map.of(
                "id", "e1",
                "source", "/shop",
                "type", "sold",
                "hops", "2",
                "datacontenttype", "application/json"));
    assertThat(recorder.events().get(1).attributes())
        .containsEntry("type", "dev.sluice.mqtt.message")
        .containsEntry("hops", "2");
    assertThat(recorder.events().get(2).envelope()).isEqualTo("application/cloudevents+json");
  }

  @Test
  void shouldSubscribeWithWildcards() throws Exception {
    Running running =
        startConnected(settings().with("topics", List.of(topic + "/+/temp", topic + "/all/#")));
    for (String below : List.of("/a/temp", "/a/b/temp", "/all/x/y", "/b/temp", "/other")) {
      own.publish(message(below, below).build());
    }
    recorder.awaitEvents(3);
    running.close();
    assertThat(recorder.texts()).containsExactly("/a/temp", "/all/x/y", "/b/temp");
  }

  @Test
  void shouldShareMessagesWithinAGroup() throws Exception {
    Running one = startConnected(settings().with("group", "g"));
    Running two = startConnected(settings().with("group", "g").with("client-id", client + "-2"));
    publish(0, 100);
    recorder.awaitEvents(100);
    one.close();
    two.close();
    assertThat(recorder.texts()).containsExactlyInAnyOrderElementsOf(named(0, 100));
  }

  @Test
  void shouldFollowWhenTopicsChange() throws Exception {
    own.publish(message("/a", "kept").retain(true).build());
    startConnected(settings().with("topics", List.of(topic + "/a", topic + "/b"))).close();
    Running changed =
        startConnected(settings().with("topics", List.of(topic + "/a", topic + "/c")));
    for (String below : List.of("/b", "/c", "/a")) {
      own.publish(message(below, below).build());
    }
    Await.until("the last came", () -> recorder.texts().contains("/a"));
    changed.close();
    assertThat(recorder.texts()).containsOnlyOnce("kept").contains("/c").doesNotContain("/b");
  }

  @Test
  void shouldLeaveTheRestAtTheBrokerWhileTheIntakeBlocks() throws Exception {
    recorder.shut();
    MqttConnection connection =
        new MqttConnection(settings().with("receive-maximum", "10").with("batch", "4"), "c");
    Running running = Running.start(connection, recorder);
    started.add(running);
    recorder.awaitConnections(1);
    publish(0, 100);
    Await.until("ten are here", () -> connection.inbox.size() + recorder.waiting() == 10);
    publish(100, 101);
    assertThat(connection.inbox.size() + recorder.waiting()).isEqualTo(10);
    running.end();
    recorder.open();
    // After the first acknowledgement Mosquitto 2.0.11 sends all that waits, whatever was agreed.
    Running again = start(settings().with("batch", "4"));
    recorder.awaitEvents(101);
    again.close();
    assertThat(recorder.texts()).isEqualTo(named(0, 101));
    assertThat(recorder.largest()).isLessThanOrEqualTo(4);
  }

  @Test
  void shouldGetAllThatWaitsWhereTheBrokerSendsMoreThanItMay() throws Exception {
    GivenSettings settings = settings().with("receive-maximum", "10").checked();
    startConnected(settings).close();
    publish(0, 1_000);
    try (Keeping source = new Keeping(() -> kind.connect(settings), recorder)) {
      Await.until("all came", () -> Set.copyOf(recorder.texts()).size() == 1_000);
      // None where the broker keeps to it; one after which it may send them all.
      assertThat(source.failures()).hasSizeLessThanOrEqualTo(1);
      assertThat(source.failures())
          .allSatisfy(failure -> assertThat(failure).hasMessageContaining("'receive-maximum'"));
    }
    assertThat(Set.copyOf(recorder.texts())).isEqualTo(Set.copyOf(named(0, 1_000)));
  }

  @Test
  void shouldNotAcknowledgeWhatTheIntakeRefuses() throws Exception {
    IllegalStateException full = new IllegalStateException("the disk is full");
    recorder.before(
        size -> {
          throw full;
        });
    Running refused = startConnected(settings());
    publish(0, 10);
    assertThat(refused.failure()).isSameAs(full);
    recorder.before(size -> {});
    Running again = startConnected(settings());
    recorder.awaitEvents(10);
    again.close();
    assertThat(recorder.texts()).isEqualTo(named(0, 10));
  }

  @ParameterizedTest
  @CsvSource({"5,1", "5,2", "3.1.1,1"})
  void shouldBringAgainWithTheSameIdsWhatWasNotAcknowledged(String version, String qos)
      throws Exception {
    GivenSettings settings = settings().with("version", version).with("qos", qos);
    recorder.shut();
    MqttConnection connection = new MqttConnection(settings, "first");
    Running first = Running.start(connection, recorder);
    recorder.awaitConnections(1);
    for (String text : List.of("on", "on", "off")) {
      own.publish(message("/x", text).build());
    }
    recorder.awaitWaiting();
    // Somebody takes the session over: the broker ends the connection and keeps what is not done.
    Recorder other = new Recorder();
    other.shut();
    Running second = Running.start(kind.connect(settings), other);
    Await.until("the first is lost", connection.inbox::hasFailed);
    second.end();
    recorder.open();
    assertThat(first.failure()).hasMessageContaining(broker.address());
    List<String> before = recorder.all("id");
    assertThat(before).isNotEmpty();
    Running third = start(settings);
    recorder.awaitEvents(before.size() + 3);
    third.close();
    List<String> after = recorder.all("id").subList(before.size(), before.size() + 3);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(after).doesNotHaveDuplicates();
    assertThat(recorder.texts().subList(before.size(), before.size() + 3))
        .containsExactly("on", "on", "off");
  }

  @Test
  void shouldGoOnWithoutLossWhenTheBrokerRestarts() throws Exception {
    GivenSettings settings = settings().checked();
    try (Keeping source = new Keeping(() -> kind.connect(settings), recorder)) {
      recorder.awaitConnections(1);
      publish(0, 300);
      recorder.awaitEvents(50);
      broker.stop();
      broker.start();
      connectAgain();
      publish(300, 400);
      Await.until("all came", () -> recorder.texts().containsAll(named(0, 400)));
      assertThat(source.failures()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void shouldSayThatCredentialsAreWrong(String version) throws Exception {
    GivenSettings guarded = settings().with("url", broker.guardedUrl()).with("version", version);
    assertThat(start(guarded).failure()).hasMessageEndingWith("wants a user and a password.");
    guarded.with("user", "sensor").with("password", "wrong");
    assertThat(start(guarded).failure())
        .hasMessageEndingWith("refuses the user 'sensor' or the password.");
    guarded.with("password", "right");
    start(guarded);
    recorder.awaitConnections(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void shouldProbeBesideASourceThatRuns(String version) throws Exception {
    startConnected(settings().with("version", version));
    kind.connect(settings().with("version", version).checked()).probe();
    publish(0, 3);
    recorder.awaitEvents(3);
    assertThat(recorder.events()).hasSize(3);
    Mqtt5BlockingClient same =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(client + "-test")
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    assertThat(same.connectWith().cleanStart(false).send().isSessionPresent()).isFalse();
    same.disconnect();
    assertThatThrownBy(
            () -> kind.connect(settings().with("url", "tcp://127.0.0.1:1").checked()).probe())
        .hasMessageStartingWith("Nothing answers at ");
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    assertThat(start(settings().with("url", "tcp://127.0.0.1:1")).failure())
        .hasMessageStartingWith("Nothing answers at 127.0.0.1:1: ");
  }

  @Test
  void shouldGiveUpOpeningWhenClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Running running = start(settings().with("url", "tcp://127.0.0.1:" + silent.getLocalPort()));
      try (Socket socket = silent.accept()) {
        assertThat(socket.getInputStream().read()).isEqualTo(0x10);
        running.close();
      }
    }
  }

  @Test
  void shouldNotOpenWhenClosedBefore() throws Exception {
    MqttConnection connection = new MqttConnection(settings(), "c");
    connection.close();
    connection.run(recorder);
    connection.close();
    assertThat(recorder.events()).isEmpty();
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("url", "http://x").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("tcp://");
    assertThatThrownBy(() -> settings().with("topics", List.of("a/#/b")).checked())
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> settings().with("group", "g").with("version", "3.1.1").checked())
        .hasMessageContaining("version 5");
    assertThatThrownBy(() -> settings().with("password", "p").checked())
        .hasMessageContaining("needs a 'user'");
  }
}
