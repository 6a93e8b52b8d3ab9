package dev.sluice.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.source.fetch.Fetching;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Archives that a server of the web hands out. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class WebCodeTest {
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String location = "file:///etc/a.zip?sig=s";
  private volatile byte[] body = "an archive".getBytes(StandardCharsets.UTF_8);
  private HttpServer server;
  private Fetching fetching;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fetching = new Fetching(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/a.zip";
  }

  private CodePlace place(String user, String password, String checksum) {
    return new CodePlace.Web(url() + "?sig=hunter2", user, password, checksum);
  }

  private static String sum(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void shouldFetchArchiveWithItsChecksum() throws Exception {
    assertThat(fetching.fetch(place(null, null, null), null)).isEqualTo(sum(body));
    assertThat(fetching.archive).isEqualTo(body);
    assertThat(authorizations).containsExactly("null");
  }

  @Test
  void shouldHandOutNothingWhereArchiveIsKnown() throws Exception {
    fetching.fetch(place(null, null, null), sum(body));

    assertThat(fetching.archive).isNull();

    String before = sum(body);
    body = new byte[] {1};
    assertThat(fetching.fetch(place(null, null, null), before)).isEqualTo(sum(body));
    assertThat(fetching.archive).isEqualTo(body);
  }

  @Test
  void shouldComeWithTokenOrPassword() throws Exception {
    fetching.fetch(place(null, "t0ken", null), null);
    fetching.fetch(place("me", "pw", null), null);

    assertThat(authorizations).containsExactly("Bearer t0ken", "Basic bWU6cHc=");
  }

  @Test
  void shouldTakeOnlyArchiveWithGivenChecksum() throws Exception {
    fetching.fetch(place(null, null, sum(body)), null);
    assertThat(fetching.archive).isEqualTo(body);

    String other = "sha256:" + "0".repeat(64);
    assertThat(fetching.refusal(Reason.CHECKSUM, place(null, null, other))).contains(sum(body));
  }

  @Test
  void shouldSayWhatIsWrongWithoutWhatIsSecret() {
    for (int denied : List.of(401, 403)) {
      status = denied;
      assertThat(fetching.refusal(Reason.DENIED, place(null, "t0ken", null)))
          .contains(url())
          .doesNotContain("t0ken", "hunter2");
    }
    status = 401;
    assertThat(fetching.refusal(Reason.DENIED, place(null, null, null))).contains("wants");
    status = 404;
    assertThat(fetching.refusal(Reason.ABSENT, place(null, null, null))).contains("nothing at");
    status = 302;
    assertThat(fetching.refusal(Reason.UNREACHABLE, place(null, "t0ken", null)))
        .contains("is not followed to: file:///etc/a.zip")
        .doesNotContain("sig");
    assertThat(authorizations).as("nobody followed").hasSize(5);
    status = 500;
    assertThat(fetching.refusal(Reason.UNREACHABLE, place(null, null, null))).contains("500");
  }

  @Test
  void shouldFollowRedirectionAndLeaveThePasswordAtHome() throws Exception {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          elsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      status = 302;
      location = "http://127.0.0.1:" + other.getAddress().getPort() + "/b.zip";

      assertThat(fetching.fetch(place(null, "t0ken", null), null)).isEqualTo(sum(body));
      assertThat(authorizations).containsExactly("Bearer t0ken");
      assertThat(elsewhere).containsExactly("null");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void shouldNotFollowInCircles() {
    status = 301;
    location = "/again.zip";

    assertThat(fetching.refusal(Reason.UNREACHABLE, place(null, "t0ken", null)))
        .contains("is not followed to");
    assertThat(authorizations).hasSize(6).containsOnly("Bearer t0ken");
  }

  @Test
  void shouldRefuseTooMuch() {
    body = new byte[(int) Fetching.LIMITS.archiveBytes() + 1];

    assertThat(fetching.refusal(Reason.TOO_LARGE, place(null, null, null)))
        .contains("200000 bytes");
  }

  @Test
  void shouldGiveUpOnWhoNeverAnswersAndOnNobody() throws Exception {
    int port;
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = silent.getLocalPort();
      assertThat(
              fetching.refusal(
                  Reason.TIMED_OUT,
                  new CodePlace.Web("http://127.0.0.1:" + port + "/", null, null, null)))
          .contains("5 s");
    }
    assertThat(
            fetching.refusal(
                Reason.UNREACHABLE,
                new CodePlace.Web("http://127.0.0.1:" + port + "/", null, null, null)))
        .contains("Nothing answers");
  }
}
