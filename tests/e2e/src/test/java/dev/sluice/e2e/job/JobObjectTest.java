package dev.sluice.e2e.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.CodeSource.StoredObject;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.api.JobSpec;
import dev.sluice.api.KeySpec;
import dev.sluice.api.Problem;
import dev.sluice.client.Connection;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.source.s3.BucketServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose items the server fetches from a bucket or an address. */
class JobObjectTest extends SharedServerTest {
  private static final String SECRET = "job_bucket";
  private static final String BUCKET = "input";

  private BucketServer buckets;

  @BeforeEach
  void serveBuckets() throws Exception {
    buckets = new BucketServer();
    buckets.create(BUCKET);
    client.namespaces().setSecret(SECRET, BucketServer.SECRET_KEY);
  }

  @AfterEach
  void endBuckets() throws Exception {
    buckets.close();
    client.namespaces().deleteSecret(SECRET);
  }

  private StoredObject inBucket(String key) {
    return new StoredObject(
        null,
        BUCKET,
        key,
        buckets.endpoint(),
        null,
        BucketServer.ACCESS_KEY,
        null,
        SECRET,
        null,
        null);
  }

  private static StoredObject at(String url, @Nullable String checksum) {
    return new StoredObject(url, null, null, null, null, null, null, null, checksum, null);
  }

  private String echo() throws Exception {
    String name = name("fetched");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    return name;
  }

  private List<Object> results(String job) throws Exception {
    JobInfo over =
        Await.value("it is over", () -> client.jobs().get(job), now -> now.endedAt() != null);
    assertThat(over.status()).isEqualTo("succeeded");
    return Pages.all(cursor -> client.jobs().results(job, null, 1_000, cursor)).stream()
        .map(JobResult::result)
        .toList();
  }

  @Test
  void shouldRunForLinesAndJsonOfObjects() throws Exception {
    String name = echo();
    buckets.put(BUCKET, "names.txt", "größer\r\n\n[1]\nlast");
    buckets.put(BUCKET, "array.json", " [{\"a\": 1.50},\n [2, 3], \"x\\ny\", null]");
    buckets.put(
        BUCKET,
        "rows.jsonl",
        IntStream.range(0, 2_000)
            .mapToObj(n -> "{\"n\":" + n + "}")
            .collect(Collectors.joining("\n")));

    assertThat(start(name, "names.txt", null)).containsExactly("größer", "[1]", "last");
    List<Object> array = start(name, "array.json", "json");
    assertThat(array).hasSize(4);
    assertThat(array.subList(1, 3)).containsExactly(List.of(2, 3), "x\ny");
    assertThat(array.get(3)).isNull();
    assertThat(start(name, "rows.jsonl", "json"))
        .isEqualTo(IntStream.range(0, 2_000).mapToObj(n -> Map.of("n", n)).toList());
  }

  private List<Object> start(String name, String key, @Nullable String format) throws Exception {
    return results(client.jobs().start(name, JobSpec.ofObject(inBucket(key), format)).id());
  }

  @Test
  void shouldStartFromTheCommandLine() throws Exception {
    String name = echo();
    buckets.put(BUCKET, "a/b.txt", "one\ntwo\n");
    Cli cli = new Cli(client.connection());

    String job =
        cli.run(
                "job",
                "start",
                name,
                "--object",
                "s3://" + BUCKET + "/a/b.txt",
                "--endpoint",
                buckets.endpoint(),
                "--object-user",
                BucketServer.ACCESS_KEY,
                "--object-secret",
                SECRET)
            .strip();

    assertThat(results(job)).containsExactly("one", "two");
    assertThat(cli.misused("job", "start", name, "--object", "s3://" + BUCKET)).contains("no key");
    assertThat(cli.misused("job", "start", name, "--region", "x", "--range", "1..2"))
        .contains("--object");
  }

  @Test
  void shouldFetchNothingForAKeyThatHasItsJob() throws Exception {
    String name = echo();
    buckets.put(BUCKET, "day.txt", "one");
    JobSpec spec =
        new JobSpec(
            null, null, null, null, inBucket("day.txt"), "lines", null, null, null, null, name);
    String first = client.jobs().start(name, spec).id();
    buckets.delete(BUCKET, "day.txt");

    assertThat(client.jobs().start(name, spec).id()).isEqualTo(first);
    assertThat(results(first)).containsExactly("one");
  }

  @Test
  void shouldSayWhyThereIsNoInput() throws Exception {
    String name = echo();
    buckets.put(BUCKET, "empty.txt", "\n\n");
    buckets.put(BUCKET, "binary", new byte[] {(byte) 0xff, 1, 2});
    buckets.put(BUCKET, "broken.json", "[1,\n{\"a\" 2}]");

    refused(name, inBucket("none.txt"), null, ErrorCode.JOB_INPUT_UNAVAILABLE, "no object");
    refused(name, inBucket("empty.txt"), null, ErrorCode.INVALID_REQUEST, "nothing to do");
    refused(name, inBucket("binary"), null, ErrorCode.INVALID_REQUEST, "UTF-8");
    refused(name, inBucket("broken.json"), "json", ErrorCode.INVALID_JSON, "Line 2");
    refused(name, inBucket("empty.txt"), "csv", ErrorCode.INVALID_REQUEST, "format");
    client.namespaces().setSecret(SECRET, "wrong");
    refused(name, inBucket("empty.txt"), null, ErrorCode.JOB_INPUT_UNAVAILABLE, "");
    refused(
        name, at("http://127.0.0.1:1/x", null), null, ErrorCode.JOB_INPUT_UNAVAILABLE, "127.0.0.1");
    refused(name, at("file:///etc/passwd", null), null, ErrorCode.INVALID_CODE_SOURCE, "disk");
    StoredObject polled =
        new StoredObject(
            "http://127.0.0.1:1/x", null, null, null, null, null, null, null, null, "5m");
    refused(name, polled, null, ErrorCode.INVALID_REQUEST, "once");
    assertThat(client.jobs().list(name, null, null, null).items()).isEmpty();
  }

  private void refused(
      String name, StoredObject object, @Nullable String format, ErrorCode code, String says) {
    Problem problem =
        Refused.with(code, () -> client.jobs().start(name, JobSpec.ofObject(object, format)));
    assertThat(problem.detail()).contains(says);
  }

  @Test
  void shouldRefuseOtherChecksumsAndWhatIsTooLarge() throws Exception {
    String name = echo();
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/small",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("one\n".getBytes(StandardCharsets.UTF_8));
          }
        });
    web.createContext(
        "/large",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            flood(exchange.getResponseBody());
          }
        });
    web.start();
    try {
      String url = "http://127.0.0.1:" + web.getAddress().getPort();
      String right = "sha256:2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806";
      assertThat(
              results(
                  client
                      .jobs()
                      .start(name, JobSpec.ofObject(at(url + "/small", right), null))
                      .id()))
          .containsExactly("one");
      String wrong = right.replace('8', '9');
      refused(name, at(url + "/small", wrong), null, ErrorCode.JOB_INPUT_UNAVAILABLE, "checksum");
      refused(name, at(url + "/large", null), null, ErrorCode.JOB_INPUT_UNAVAILABLE, "67108864");
    } finally {
      web.stop(0);
    }
  }

  /** More than is taken; ends early where nobody takes it. */
  private static void flood(OutputStream out) {
    byte[] line = "x".repeat(63).concat("\n").getBytes(StandardCharsets.UTF_8);
    try {
      for (int i = 0; i <= (64 << 20) / line.length; i++) {
        out.write(line);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("too many bytes");
    }
  }

  /** A secret goes where the object is said to be, so that callers alone may not say where. */
  @Test
  void shouldFetchOnlyForWhoMayManageInNamespacesWithANetwork() throws Exception {
    String name = echo();
    Connection own = client.connection();
    String invoker =
        client.namespaces().createKey(new KeySpec(name, List.of("invoke", "read"), null)).token();
    SluiceClient caller = new SluiceClient(new Connection(own.url(), invoker, null));
    JobSpec spec = JobSpec.ofObject(inBucket("day.txt"), null);
    try {
      Refused.with(ErrorCode.FORBIDDEN, () -> caller.jobs().start(name, spec));
    } finally {
      client.namespaces().deleteKey(name);
    }

    SluiceClient inside = new SluiceClient(new Connection(own.url(), own.token(), name));
    String token = inside.namespaces().createKey(new KeySpec("all", null, null)).token();
    SluiceClient tenant = new SluiceClient(new Connection(own.url(), token, null));
    tenant.createFunction(Sources.python(name, Sources.PYTHON_ECHO));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> tenant.jobs().start(name, JobSpec.ofObject(at("http://127.0.0.1:1/x", null), null)));
    tenant.deleteFunction(name, null);
  }
}
