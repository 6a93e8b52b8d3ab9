package dev.sluice.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.fetch.Fetching;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of a repository that Git itself serves. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class GitCodeTest {
  private static final String MAIN = "refs/heads/main";

  private GitServer server;
  private Fetching fetching;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = new GitServer();
    server.head(MAIN);
    fetching = new Fetching(folder);
  }

  @AfterEach
  void end() throws Exception {
    server.close();
  }

  private CodePlace place(@Nullable String ref, String folder) {
    return new CodePlace.Git(server.url("/open"), ref, folder, "git", null);
  }

  @Test
  void shouldFetchFilesOfDefaultBranch() throws Exception {
    String commit =
        server.commit(
            Map.of(
                "main.py", "größe = 1\n",
                "bin/run", "#!/bin/sh\n",
                "lib/a/b.txt", "b",
                "lib/link", "-> a/b.txt"));
    server.set(MAIN, commit);

    assertThat(fetching.fetch(place(null, ""), null)).isEqualTo(commit);
    assertThat(fetching.files)
        .isEqualTo(
            Map.of(
                "main.py", "größe = 1\n",
                "bin/run*", "#!/bin/sh\n",
                "lib/a/b.txt", "b",
                "lib/link", "-> a/b.txt"));
  }

  @Test
  void shouldFetchOnlyFolder() throws Exception {
    server.set(MAIN, server.commit(Map.of("a/b/main.py", "1", "a/x", "2", "y", "3")));

    fetching.fetch(place("main", "a/b"), null);

    assertThat(fetching.files).isEqualTo(Map.of("main.py", "1"));
  }

  @Test
  void shouldFetchByBranchTagFullNameAndCommit() throws Exception {
    String old = server.commit(Map.of("f", "old"));
    String tagged = server.commit(Map.of("f", "tagged"));
    String now = server.commit(Map.of("f", "now"));
    server.set(MAIN, now);
    server.set("refs/heads/old", old);
    server.set("refs/tags/light", old);
    server.tag("v1", tagged);

    assertThat(fetching.fetch(place("main", ""), null)).isEqualTo(now);
    assertThat(fetching.fetch(place("old", ""), null)).isEqualTo(old);
    assertThat(fetching.fetch(place("light", ""), null)).isEqualTo(old);
    assertThat(fetching.fetch(place("v1", ""), null)).isEqualTo(tagged);
    assertThat(fetching.files).isEqualTo(Map.of("f", "tagged"));
    assertThat(fetching.fetch(place("refs/tags/v1", ""), null)).isEqualTo(tagged);
    assertThat(fetching.fetch(place(old, ""), null)).isEqualTo(old);
    assertThat(fetching.files).isEqualTo(Map.of("f", "old"));
  }

  @Test
  void shouldHandOutNothingWhereCommitIsKnown() throws Exception {
    String first = server.commit(Map.of("f", "1"));
    server.set(MAIN, first);

    assertThat(fetching.fetch(place("main", ""), first)).isEqualTo(first);
    assertThat(fetching.files).isNull();

    String second = server.commit(Map.of("f", "2"));
    server.set(MAIN, second);

    assertThat(fetching.fetch(place("main", ""), first)).isEqualTo(second);
    assertThat(fetching.files).isEqualTo(Map.of("f", "2"));
  }

  @Test
  void shouldFetchManyFilesThatAreStoredAsDifferences() throws Exception {
    Map<String, String> files = new HashMap<>();
    StringBuilder text = new StringBuilder();
    new Random(1).ints(2_000, 'a', 'z').forEach(c -> text.append((char) c));
    for (int i = 0; i < 15; i++) {
      files.put("file" + i, text + "\n" + i);
    }
    server.set(MAIN, server.commit(files));

    fetching.fetch(place("main", ""), null);

    assertThat(fetching.files).isEqualTo(files);
  }

  @Test
  void shouldComeWithPassword() throws Exception {
    String commit = server.commit(Map.of("f", "1"));
    server.set(MAIN, commit);
    String url = server.url("/guarded");

    assertThat(fetching.fetch(new CodePlace.Git(url, null, "", "git", "right"), null))
        .isEqualTo(commit);
    assertThat(fetching.refusal(Reason.DENIED, new CodePlace.Git(url, null, "", "git", "hunter2")))
        .doesNotContain("hunter2");
    assertThat(fetching.refusal(Reason.DENIED, new CodePlace.Git(url, null, "", "git", null)))
        .contains("wants a password");
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    assertThat(fetching.refusal(Reason.NO_REF, place(null, ""))).contains("no commit yet");

    server.set(MAIN, server.commit(Map.of("f", "1")));

    assertThat(fetching.refusal(Reason.NO_REF, place("nope", ""))).contains("'nope'");
    assertThat(fetching.refusal(Reason.NO_REF, place("0".repeat(39) + "1", ""))).contains("0001");
    assertThat(fetching.refusal(Reason.NO_FOLDER, place("main", "a/b"))).contains("'a/b'");
    assertThat(fetching.refusal(Reason.NO_FOLDER, place("main", "f"))).contains("'f'");
    assertThat(
            fetching.refusal(
                Reason.ABSENT, new CodePlace.Git(server.url("/open") + "x", null, "", "git", null)))
        .contains("no repository");
  }

  @Test
  void shouldNotFollowWhatMovesOrIsNoRepository() {
    assertThat(
            fetching.refusal(
                Reason.UNREACHABLE,
                new CodePlace.Git(server.url("/moved"), null, "", "git", "secret")))
        .contains("has moved to http://elsewhere.invalid/");
    assertThat(
            fetching.refusal(
                Reason.UNREACHABLE, new CodePlace.Git(server.url("/page"), null, "", "git", null)))
        .contains("does not answer as a Git repository does");
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CodePlace place =
        new CodePlace.Git("http://127.0.0.1:" + free + "/x.git", null, "", "git", null);

    assertThat(fetching.refusal(Reason.UNREACHABLE, place)).contains("Nothing answers");
  }

  @Test
  void shouldGiveUpOnWhoNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CodePlace place =
          new CodePlace.Git(
              "http://127.0.0.1:" + silent.getLocalPort() + "/x.git", null, "", "git", null);

      assertThat(fetching.refusal(Reason.TIMED_OUT, place)).contains("5 s");
    }
  }

  @Test
  void shouldRefuseTooMuch() throws Exception {
    server.set(MAIN, server.commit(Map.of("f", "a".repeat(300_001))));
    fetching.refusal(Reason.TOO_LARGE, place("main", ""));

    server.set(MAIN, server.commit(Map.of("f", "a".repeat(160_000), "g", "b".repeat(160_000))));
    assertThat(fetching.refusal(Reason.TOO_LARGE, place("main", ""))).contains("300000 bytes");

    StringBuilder random = new StringBuilder();
    new Random(1).ints(290_000, 32, 127).forEach(c -> random.append((char) c));
    server.set(MAIN, server.commit(Map.of("f", random.toString())));
    assertThat(fetching.refusal(Reason.TOO_LARGE, place("main", ""))).contains("200000 bytes");

    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 21; i++) {
      many.put("f" + i, "");
    }
    server.set(MAIN, server.commit(many));
    assertThat(fetching.refusal(Reason.TOO_LARGE, place("main", ""))).contains("20 files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ".git", ".GIT"})
  void shouldRefuseNamesThatLeaveTheFolder(String name) throws Exception {
    server.set(MAIN, server.commitOf("100644", "blob", server.blob("x"), name));

    fetching.refusal(Reason.UNUSABLE, place("main", ""));
  }

  @Test
  void shouldRefuseSubmodule() throws Exception {
    server.set(MAIN, server.commitOf("160000", "commit", "1".repeat(40), "other"));

    assertThat(fetching.refusal(Reason.UNUSABLE, place("main", ""))).contains("submodule");
  }
}
