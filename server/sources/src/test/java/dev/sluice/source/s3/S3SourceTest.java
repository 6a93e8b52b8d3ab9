package dev.sluice.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.SourceEvent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Buckets of a server that speaks S3 and checks who comes. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class S3SourceTest {
  private static BucketServer server;
  private static int buckets;

  private final S3Source kind = new S3Source();
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private String bucket;

  @BeforeAll
  static void startServer() throws Exception {
    server = new BucketServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createBucket() {
    bucket = "orders-" + ++buckets;
    server.create(bucket);
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("endpoint", server.endpoint())
        .with("path-style", "true")
        .with("access-key", BucketServer.ACCESS_KEY)
        .with("secret-key", BucketServer.SECRET_KEY)
        .with("bucket", bucket)
        .with("interval", "1s");
  }

  private Running start(GivenSettings settings) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), recorder);
    started.add(running);
    return running;
  }

  private void awaitBaseline() throws Exception {
    Await.until("the first listing", () -> recorder.positions().containsKey("scope"));
  }

  private List<String> changes() {
    return recorder.events().stream()
        .map(SourceEvent::attributes)
        .map(each -> each.get("type").replace("dev.sluice.s3.", "") + " " + each.get("subject"))
        .toList();
  }

  @Test
  void shouldBringAnEventForEachObjectThatComesChangesOrGoes() throws Exception {
    server.put(bucket, "old.txt", "old");
    Running running = start(settings());
    awaitBaseline();
    server.put(bucket, "a b+c/ü😀.txt", "new");
    recorder.awaitEvents(1);
    server.put(bucket, "old.txt", "other");
    recorder.awaitEvents(2);
    server.delete(bucket, "old.txt");
    recorder.awaitEvents(3);
    running.close();
    assertThat(changes())
        .containsExactly("created a b+c/ü😀.txt", "changed old.txt", "removed old.txt");
    SourceEvent event = recorder.events().get(0);
    assertThat(event.attributes())
        .containsEntry("source", "/s3/orders/" + bucket)
        .containsEntry("bucket", bucket)
        .containsEntry("size", "3")
        .containsEntry("etag", "22af645d1859cb5ca6da0c484f1f37ea")
        .containsKey("time");
    assertThat(Recorder.text(event))
        .startsWith(
            "{\"event\":\"created\",\"bucket\":\"" + bucket + "\",\"key\":\"a b+c/ü😀.txt\"")
        .endsWith("\"size\":3}");
  }

  @Test
  @Tag("slow")
  void shouldBringWhatIsThereAtFirstWhereAskedPageByPage() throws Exception {
    for (int i = 0; i < 1_100; i++) {
      server.put(bucket, "in/%04d-%s".formatted(i, "x".repeat(60)), "" + i);
    }
    Running running = start(settings().with("existing", "true"));
    recorder.awaitEvents(1_100);
    running.close();
    assertThat(changes()).hasSize(1_100).isSorted().doesNotHaveDuplicates();
    assertThat(recorder.positions().values()).allMatch(each -> each.length() < 65_536);
    Running again = start(settings().with("existing", "true"));
    server.put(bucket, "z", "last");
    recorder.awaitEvents(1_101);
    again.close();
    assertThat(changes()).hasSize(1_101).endsWith("created z");
  }

  @Test
  void shouldWatchTheKeysThatAreNamed() throws Exception {
    for (String key : List.of("in/a.jpg", "in/b.txt", "in/c.png", "out/d.jpg")) {
      server.put(bucket, key, key);
    }
    start(
        settings()
            .with("existing", "true")
            .with("prefix", "in/")
            .with("suffixes", List.of(".jpg", ".png")));
    recorder.awaitEvents(2);
    assertThat(recorder.all("subject")).containsExactly("in/a.jpg", "in/c.png");
  }

  @Test
  void shouldBringWhatChangedWhileItWasNotConnected() throws Exception {
    server.put(bucket, "a", "1");
    server.put(bucket, "b", "1");
    Running running = start(settings());
    awaitBaseline();
    running.close();
    server.put(bucket, "a", "2");
    server.delete(bucket, "b");
    start(settings());
    recorder.awaitEvents(2);
    assertThat(changes()).containsExactly("changed a", "removed b");
  }

  @Test
  void shouldBringAgainWithTheSameIdsWhatTheIntakeRefused() throws Exception {
    server.put(bucket, "a", "1");
    IllegalStateException full = new IllegalStateException("the disk is full");
    List<String> refused = new ArrayList<>();
    recorder.before(
        size -> {
          throw full;
        });
    GivenSettings settings = settings().with("existing", "true");
    assertThat(start(settings).failure()).isSameAs(full);
    assertThat(recorder.positions()).isEmpty();
    recorder.before(size -> {});
    Running running = start(settings);
    recorder.awaitEvents(1);
    running.close();
    refused.addAll(recorder.all("id"));
    // As after a crash, which forgot what had been accepted.
    Recorder other = new Recorder();
    started.add(Running.start(kind.connect(settings), other));
    other.awaitEvents(1);
    assertThat(other.all("id")).isEqualTo(refused);
  }

  @Test
  void shouldBeginAnewWhereAnotherPrefixIsWatched() throws Exception {
    server.put(bucket, "in/a", "1");
    server.put(bucket, "out/a", "1");
    Running running = start(settings().with("prefix", "in/"));
    awaitBaseline();
    running.close();
    start(settings().with("prefix", "out/"));
    recorder.awaitConnections(2);
    server.put(bucket, "out/b", "1");
    recorder.awaitEvents(1);
    assertThat(changes()).containsExactly("created out/b");
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    assertThat(start(settings().with("bucket", "nobody")).failure())
        .hasMessage(server.endpoint() + " has no bucket 'nobody'.");
    assertThat(start(settings().with("secret-key", "wrong")).failure())
        .hasMessage(
            "%s refuses the access key 'reader' for the bucket '%s', or its secret key."
                .formatted(server.endpoint(), bucket));
    assertThat(start(settings().with("endpoint", "http://127.0.0.1:1")).failure())
        .hasMessageStartingWith("Nothing answers at http://127.0.0.1:1");
  }

  @Test
  void shouldProbe() throws Exception {
    kind.connect(settings().checked()).probe();
    assertThatThrownBy(() -> kind.connect(settings().with("bucket", "nothing").checked()).probe())
        .hasMessageContaining("nothing");
  }

  @Test
  void shouldGiveUpAskingWhenClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Running running =
          start(settings().with("endpoint", "http://127.0.0.1:" + silent.getLocalPort()));
      try (Socket socket = silent.accept()) {
        assertThat(socket.getInputStream().read()).isEqualTo('G');
        running.close();
      }
    }
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("endpoint", "s3://host").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("https://");
    assertThatThrownBy(
            () ->
                new GivenSettings(kind).with("bucket", "orders").with("access-key", "me").checked())
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> settings().with("interval", "0s").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}
