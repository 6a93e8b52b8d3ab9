package dev.sluice.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.fetch.Fetching;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives in a bucket of a server that checks signatures. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class BucketCodeTest {
  private BucketServer server;
  private Fetching fetching;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fetching = new Fetching(folder);
    server = new BucketServer();
    server.create("code");
    server.put("code", "a/shop.zip", "an archive");
  }

  @AfterEach
  void end() throws Exception {
    server.close();
  }

  private CodePlace place(String bucket, String key, String access, String secret) {
    return new CodePlace.Bucket(bucket, key, server.endpoint(), "us-east-1", access, secret, null);
  }

  private CodePlace right() {
    return place("code", "a/shop.zip", BucketServer.ACCESS_KEY, BucketServer.SECRET_KEY);
  }

  @Test
  void shouldFetchArchiveAndKnowItAgain() throws Exception {
    String first = fetching.fetch(right(), null);
    assertThat(fetching.archive).isEqualTo("an archive".getBytes(StandardCharsets.UTF_8));

    assertThat(fetching.fetch(right(), first)).isEqualTo(first);
    assertThat(fetching.archive).isNull();

    server.put("code", "a/shop.zip", "another");
    assertThat(fetching.fetch(right(), first)).isNotEqualTo(first);
    assertThat(fetching.archive).isEqualTo("another".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"reader,hunter2", "stranger,right", ","})
  void shouldSayThatNobodyIsLetIn(String access, String secret) {
    assertThat(fetching.refusal(Reason.DENIED, place("code", "a/shop.zip", access, secret)))
        .doesNotContain("hunter2");
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThat(
            fetching.refusal(
                Reason.ABSENT,
                place("code", "nope.zip", BucketServer.ACCESS_KEY, BucketServer.SECRET_KEY)))
        .contains("no object")
        .contains("nope.zip");
    assertThat(
            fetching.refusal(
                Reason.ABSENT,
                place("nope", "a.zip", BucketServer.ACCESS_KEY, BucketServer.SECRET_KEY)))
        .contains("no bucket 'nope'");
  }

  @Test
  void shouldRefuseTooMuch() {
    server.put("code", "a/shop.zip", "x".repeat((int) Fetching.LIMITS.archiveBytes() + 1));

    assertThat(fetching.refusal(Reason.TOO_LARGE, right())).contains("200000 bytes");
  }

  @Test
  void shouldTakeOnlyArchiveWithGivenChecksum() {
    assertThat(
            fetching.refusal(
                Reason.CHECKSUM,
                new CodePlace.Bucket(
                    "code",
                    "a/shop.zip",
                    server.endpoint(),
                    "us-east-1",
                    BucketServer.ACCESS_KEY,
                    BucketServer.SECRET_KEY,
                    "sha256:" + "0".repeat(64))))
        .contains("checksum sha256:");
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    fetching.refusal(
        Reason.UNREACHABLE,
        new CodePlace.Bucket(
            "code", "a", "http://127.0.0.1:" + free, "us-east-1", null, null, null));
  }

  @Test
  void shouldGiveUpOnWhoNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      fetching.refusal(
          Reason.TIMED_OUT,
          new CodePlace.Bucket(
              "code",
              "a",
              "http://127.0.0.1:" + silent.getLocalPort(),
              "us-east-1",
              null,
              null,
              null));
    }
  }
}
