package dev.sluice.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A repository that Git itself serves. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class GitSourceTest {
  private static final String MAIN = "refs/heads/main";

  private final GitSource kind = new GitSource();
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private GitServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = new GitServer();
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
    server.close();
  }

  private GivenSettings settings() {
    return new GivenSettings(kind).with("url", server.url("/open")).with("interval", "1s");
  }

  private Running start(GivenSettings settings) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), recorder);
    started.add(running);
    return running;
  }

  private List<String> changes() {
    return recorder.events().stream()
        .map(SourceEvent::attributes)
        .map(each -> each.get("type").replace("dev.sluice.git.", "") + " " + each.get("subject"))
        .toList();
  }

  @Test
  void shouldBringAnEventForEachRefThatChanges() throws Exception {
    String first = server.commit();
    String second = server.commit();
    server.set(MAIN, first);
    Running running = start(settings());
    recorder.awaitConnections(1);
    server.set(MAIN, second);
    recorder.awaitEvents(1);
    server.set("refs/heads/topic", second);
    recorder.awaitEvents(2);
    server.delete("refs/heads/topic");
    recorder.awaitEvents(3);
    running.close();
    assertThat(changes())
        .containsExactly("updated " + MAIN, "created refs/heads/topic", "deleted refs/heads/topic");
    SourceEvent event = recorder.events().get(0);
    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "id",
                MAIN + "#1:" + second,
                "source",
                "/git/orders",
                "type",
                "dev.sluice.git.updated",
                "subject",
                MAIN,
                "before",
                first,
                "after",
                second,
                "datacontenttype",
                "application/json"));
    assertThat(Recorder.text(event))
        .isEqualTo(
            "{\"repository\":\"%s\",\"ref\":\"%s\",\"before\":\"%s\",\"after\":\"%s\"}"
                .formatted(server.url("/open"), MAIN, first, second));
    assertThat(recorder.texts().get(2)).endsWith("\"after\":null}");
  }

  @Test
  void shouldBringWhatIsThereAtFirstWhereAsked() throws Exception {
    String commit = server.commit();
    server.set(MAIN, commit);
    server.tag("v\"1", commit);
    server.set("refs/pull/1/head", commit);
    start(settings().with("existing", "true"));
    recorder.awaitEvents(2);
    assertThat(changes()).containsExactly("created " + MAIN, "created refs/tags/v\"1");
    assertThat(recorder.all("after")).containsOnly(commit);
    assertThat(recorder.texts().get(1)).contains("\"ref\":\"refs/tags/v\\\"1\"");
  }

  @Test
  void shouldBringWhatChangedWhileItWasNotConnected() throws Exception {
    String first = server.commit();
    server.set(MAIN, first);
    Running running = start(settings());
    recorder.awaitConnections(1);
    server.set(MAIN, server.commit());
    recorder.awaitEvents(1);
    running.close();
    server.set(MAIN, first);
    Running again = start(settings());
    recorder.awaitEvents(2);
    again.close();
    assertThat(recorder.all("after").get(1)).isEqualTo(first);
    assertThat(recorder.all("id")).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellARefThatGoesToAndFroFromItself() throws Exception {
    String one = server.commit();
    String two = server.commit();
    server.set(MAIN, one);
    start(settings());
    recorder.awaitConnections(1);
    for (int i = 0; i < 4; i++) {
      server.set(MAIN, i % 2 == 0 ? two : one);
      recorder.awaitEvents(i + 1);
    }
    assertThat(recorder.all("after")).containsExactly(two, one, two, one);
    assertThat(recorder.all("id")).doesNotHaveDuplicates();
  }

  @Test
  void shouldBringAgainWithTheSameIdsWhatTheIntakeRefused() throws Exception {
    server.set(MAIN, server.commit());
    IllegalStateException full = new IllegalStateException("the disk is full");
    recorder.before(
        size -> {
          throw full;
        });
    GivenSettings settings = settings().with("existing", "true");
    assertThat(start(settings).failure()).isSameAs(full);
    assertThat(recorder.positions()).isEmpty();
    recorder.before(size -> {});
    start(settings);
    recorder.awaitEvents(1);
    assertThat(recorder.all("id").get(0)).startsWith(MAIN + "#0:");
  }

  @Test
  void shouldWatchTheRefsThatAreNamed() throws Exception {
    String commit = server.commit();
    for (String ref : List.of("refs/heads/a", "refs/heads/release/1", "refs/pull/1/head")) {
      server.set(ref, commit);
    }
    start(
        settings()
            .with("existing", "true")
            .with("refs", List.of("refs/heads/release/*", "refs/pull/*/head")));
    recorder.awaitEvents(2);
    assertThat(recorder.all("subject")).containsExactly("refs/heads/release/1", "refs/pull/1/head");
  }

  @Test
  void shouldWaitForTheFirstRefOfAnEmptyRepository() throws Exception {
    start(settings());
    recorder.awaitConnections(1);
    server.set(MAIN, server.commit());
    recorder.awaitEvents(1);
    assertThat(changes()).containsExactly("created " + MAIN);
  }

  @Test
  void shouldSayThatCredentialsAreWrong() throws Exception {
    String url = server.url("/guarded");
    GivenSettings guarded = settings().with("url", url).with("existing", "true");
    assertThat(start(guarded).failure()).hasMessage(url + " wants a password.");
    assertThat(start(guarded.with("password", "wrong")).failure())
        .hasMessage(url + " refuses the user 'git' or the password.");
    server.set(MAIN, server.commit());
    start(guarded.with("password", "right"));
    recorder.awaitEvents(1);
  }

  @Test
  void shouldSayWhatAnswersInstead() throws Exception {
    assertThat(start(settings().with("url", server.url("/open") + "x")).failure())
        .hasMessage("There is no repository at " + server.url("/open") + "x.");
    assertThat(start(settings().with("url", server.url("/moved"))).failure())
        .hasMessage(server.url("/moved") + " has moved to http://elsewhere.invalid/.");
    assertThat(start(settings().with("url", server.url("/page"))).failure())
        .hasMessageContaining("does not answer as a Git repository does");
    assertThat(start(settings().with("url", "http://127.0.0.1:1/x")).failure())
        .hasMessageStartingWith("Nothing answers at http://127.0.0.1:1/x");
  }

  @Test
  void shouldProbe() throws Exception {
    server.set(MAIN, server.commit());
    kind.connect(settings().checked()).probe();
    assertThatThrownBy(
            () -> kind.connect(settings().with("url", "http://127.0.0.1:1/x").checked()).probe())
        .hasMessageStartingWith("Nothing answers at ");
  }

  @Test
  void shouldGiveUpAskingWhenClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Running running =
          start(settings().with("url", "http://127.0.0.1:" + silent.getLocalPort() + "/x"));
      try (Socket socket = silent.accept()) {
        assertThat(socket.getInputStream().read()).isEqualTo('G');
        running.close();
      }
    }
  }

  @Test
  void shouldNotOpenWhenClosedBefore() throws Exception {
    GitConnection connection = new GitConnection(settings());
    connection.close();
    connection.run(recorder);
    connection.close();
    assertThat(recorder.positions()).isEmpty();
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("url", "ssh://git@host/x").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> settings().with("url", "https://me:secret@host/x").checked())
        .hasMessageContaining("belongs into 'user'");
    assertThatThrownBy(() -> settings().with("interval", "0s").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}
