package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.KeySpec;
import dev.sluice.api.RefreshInfo;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import dev.sluice.source.git.GitServer;
import dev.sluice.source.s3.BucketServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code that the server fetches from repositories, addresses and buckets. */
class FetchedCodeTest extends SharedServerTest {
  private static final String MAIN = "refs/heads/main";

  private GitServer git;

  @BeforeEach
  void serveRepository() throws Exception {
    git = new GitServer();
  }

  @AfterEach
  void endRepository() throws Exception {
    git.close();
  }

  private static String answering(String word) {
    return "def handler(event, context):\n    return '" + word + "'\n";
  }

  private String push(String word) throws Exception {
    String commit = git.commit(Map.of("api/main.py", answering(word), "README", word));
    git.set(MAIN, commit);
    return commit;
  }

  private CodeSource.Git place(String poll, String hook) {
    return new CodeSource.Git(git.url("/open"), "main", "api", null, null, poll, hook);
  }

  private FunctionInfo createdFrom(CodeSource code, String name) throws Exception {
    return create(Sources.spec(name, Sources.PYTHON, code));
  }

  private static FunctionSpec change(CodeSource code) {
    return Sources.spec(null, null, code);
  }

  private void answers(String name, String word) throws Exception {
    assertThat(call(name, "{}")).isEqualTo("\"" + word + "\"");
  }

  private void awaitAnswer(String name, String word) throws Exception {
    Await.until(name + " answers " + word, () -> call(name, "{}").equals("\"" + word + "\""));
  }

  @Test
  void shouldRunCodeOfRepositoryAndRefreshIt() throws Exception {
    String first = push("one");
    String name = name("git");
    FunctionInfo made = createdFrom(CodeSource.ofGit(place(null, null)), name);

    answers(name, "one");
    assertThat(made.code().kind()).isEqualTo("git");
    assertThat(made.code().git()).isEqualTo(place(null, null));
    assertThat(made.code().revision()).isEqualTo(first);

    RefreshInfo same = client.refresh(name);
    assertThat(same.result()).isEqualTo("unchanged");
    assertThat(same.function().revision()).isEqualTo(made.revision());

    client.versions().publish(name, null, null);
    String second = push("two");
    RefreshInfo other = client.refresh(name);

    assertThat(other.result()).isEqualTo("changed");
    assertThat(other.revision()).isEqualTo(second);
    answers(name, "two");
    assertThat(call(name, "1", "{}")).isEqualTo("\"one\"");
    assertThat(client.versions().get(name, 1).code().revision()).isEqualTo(first);
    assertThat(client.versions().get(name, 1).code().git()).isEqualTo(place(null, null));
    assertThat(client.code(name, "latest").zip()).isNotEmpty();
  }

  @Test
  void shouldBuildWhatIsFetchedAndServeOnWhereThatFails() throws Exception {
    push("one");
    String name = name("git-build");
    FunctionInfo made =
        createdFrom(
            CodeSource.ofGit(place(null, null))
                .with(new CodeSource.Build("test ! -e broken && touch built", null)),
            name);
    assertThat(made.code().source()).isNotNull();

    git.set(MAIN, git.commit(Map.of("api/main.py", answering("two"), "api/broken", "")));
    Refused.with(ErrorCode.BUILD_FAILED, () -> client.refresh(name));

    answers(name, "one");
    assertThat(client.function(name).revision()).isEqualTo(made.revision());
    assertThat(client.function(name).code().check().error()).isEqualTo("build-failed");
  }

  @Test
  void shouldComeWithSecretThatNobodySees() throws Exception {
    push("guarded");
    String secret = "right";
    String name = name("git-secret");
    client.namespaces().setSecret("git_password", secret);
    CodeSource.Git place =
        new CodeSource.Git(git.url("/guarded"), "main", "api", null, "git_password", null, null);
    createdFrom(CodeSource.ofGit(place), name);

    answers(name, "guarded");
    http.send("DELETE", "/v1/secrets/git_password", Map.of(), new byte[0])
        .assertProblem(ErrorCode.SECRET_IN_USE);

    client.namespaces().setSecret("git_password", "wr0ng-and-secret");
    Refused.with(ErrorCode.CODE_ACCESS_DENIED, () -> client.refresh(name));
    String shown = http.get("/v1/functions/" + name).text() + http.get("/v1/functions").text();
    assertThat(shown).contains("git_password", "code-access-denied");
    assertThat(shown + server.output()).doesNotContain("wr0ng-and-secret");
    answers(name, "guarded");

    client.deleteFunction(name, null);
    client.namespaces().deleteSecret("git_password");
  }

  @Test
  void shouldSayWhatIsWrongAndMakeNothing() throws Exception {
    push("one");
    String name = name("git-wrong");
    String url = git.url("/open");
    Map<CodeSource.Git, ErrorCode> wrong = new HashMap<>();
    wrong.put(
        new CodeSource.Git("file:///etc", null, null, null, null, null, null),
        ErrorCode.INVALID_CODE_SOURCE);
    wrong.put(
        new CodeSource.Git(url, "nope", null, null, null, null, null),
        ErrorCode.CODE_REF_NOT_FOUND);
    wrong.put(
        new CodeSource.Git(url, "main", "nope", null, null, null, null),
        ErrorCode.CODE_FOLDER_NOT_FOUND);
    wrong.put(
        new CodeSource.Git(url + "x", null, null, null, null, null, null),
        ErrorCode.CODE_NOT_FOUND);
    wrong.put(
        new CodeSource.Git(git.url("/guarded"), null, null, null, null, null, null),
        ErrorCode.CODE_ACCESS_DENIED);
    wrong.put(
        new CodeSource.Git(url, null, null, null, "nope", null, null), ErrorCode.SECRET_NOT_FOUND);
    for (Map.Entry<CodeSource.Git, ErrorCode> each : wrong.entrySet()) {
      Refused.with(each.getValue(), () -> createdFrom(CodeSource.ofGit(each.getKey()), name));
    }
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));

    create(Sources.python(name, Sources.PYTHON_ECHO));
    Refused.with(ErrorCode.NO_CODE_SOURCE, () -> client.refresh(name));
  }

  @Test
  void shouldFollowBranchByPollAndShowFailures() throws Exception {
    push("one");
    String name = name("git-poll");
    createdFrom(CodeSource.ofGit(place("1s", null)), name);
    answers(name, "one");

    String second = push("two");
    awaitAnswer(name, "two");
    assertThat(client.function(name).code().revision()).isEqualTo(second);

    git.set(MAIN, git.commit(Map.of("elsewhere", "")));
    CodeInfo.Check failed =
        Await.value(
            "the failure shows",
            () -> client.function(name).code().check(),
            check -> check.failures() > 0);
    assertThat(failed.error()).isEqualTo("code-folder-not-found");
    assertThat(failed.detail()).contains("'api'");
    assertThat(failed.nextAt()).isAfter(failed.checkedAt());
    answers(name, "two");

    push("three");
    awaitAnswer(name, "three");
    Await.until(
        "the check is well again", () -> client.function(name).code().check().error() == null);
  }

  private Http.Answer hook(String name, byte[] body, Map<String, String> headers) throws Exception {
    Http gateway = new Http(new Connection(server.gateway(), null, null));
    return gateway.send("POST", "/hooks/default/-/functions/" + name, headers, body);
  }

  private static Map<String, String> signed(byte[] body, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Map.of(
        "Content-Type",
        "application/json",
        "X-GitHub-Event",
        "push",
        "X-Hub-Signature-256",
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
  }

  @Test
  void shouldRefreshAfterPushThatIsSigned() throws Exception {
    push("one");
    String name = name("git-hook");
    client.namespaces().setSecret("hook_secret", "shared");
    createdFrom(CodeSource.ofGit(place(null, "hook_secret")), name);
    push("two");
    byte[] body = "{\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8);

    hook(name, body, Map.of()).assertProblem(ErrorCode.INVALID_SIGNATURE);
    hook(name, body, signed(body, "guessed")).assertProblem(ErrorCode.INVALID_SIGNATURE);
    hook("nobody", body, signed(body, "shared")).assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
    byte[] other = "{\"ref\":\"refs/heads/other\"}".getBytes(StandardCharsets.UTF_8);
    Http.Answer ignored = hook(name, other, signed(other, "shared"));
    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.json().path("refresh").asText()).isEqualTo("ignored");
    answers(name, "one");

    Http.Answer started = hook(name, body, signed(body, "shared"));
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().path("refresh").asText()).isEqualTo("started");
    awaitAnswer(name, "two");

    push("three");
    assertThat(hook(name, body, Map.of("X-Gitlab-Token", "shared")).status()).isEqualTo(202);
    awaitAnswer(name, "three");

    client.deleteFunction(name, null);
    client.namespaces().deleteSecret("hook_secret");
  }

  @Test
  void shouldRunArchiveOfAddressWithItsChecksum() throws Exception {
    String name = name("object-web");
    byte[][] served = {new Zips().file("main.py", answering("one")).build()};
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/a.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, served[0].length);
          exchange.getResponseBody().write(served[0]);
          exchange.close();
        });
    web.start();
    try {
      String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/a.zip";
      CodeSource.StoredObject place =
          new CodeSource.StoredObject(url, null, null, null, null, null, null, null, null, null);
      FunctionInfo made = createdFrom(CodeSource.ofObject(place), name);
      answers(name, "one");
      assertThat(made.code().kind()).isEqualTo("object");
      assertThat(made.code().object()).isEqualTo(place);
      String checksum = made.code().revision();

      CodeSource pinned =
          CodeSource.ofObject(
              new CodeSource.StoredObject(
                  url, null, null, null, null, null, null, null, checksum, null));
      client.updateFunction(name, change(pinned), null);
      served[0] = new Zips().file("main.py", answering("two")).build();
      Refused.with(ErrorCode.CODE_CHECKSUM_DIFFERS, () -> client.refresh(name));
      answers(name, "one");

      client.updateFunction(name, change(CodeSource.ofObject(place)), null);
      answers(name, "two");
      served[0] = "no zip".getBytes(StandardCharsets.UTF_8);
      Refused.with(ErrorCode.INVALID_ARCHIVE, () -> client.refresh(name));
      served[0] = new Zips().file("../main.py", "x").build();
      Refused.with(ErrorCode.UNSAFE_ARCHIVE, () -> client.refresh(name));
      answers(name, "two");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void shouldRunArchiveOfBucketByCommandLine() throws Exception {
    String name = name("object-bucket");
    Cli cli = new Cli(client.connection());
    Path secret = Files.writeString(Scratch.create("bucket").resolve("key"), "right");
    try (BucketServer buckets = new BucketServer()) {
      buckets.create("code");
      buckets.put("code", "shop.zip", new Zips().file("main.py", answering("one")).build());
      client.namespaces().setSecret("bucket_key", Files.readString(secret));
      cli.run(
          "function",
          "create",
          name,
          "--object",
          "s3://code/shop.zip",
          "--endpoint",
          buckets.endpoint(),
          "--object-user",
          BucketServer.ACCESS_KEY,
          "--object-secret",
          "bucket_key",
          "--runtime",
          "python3",
          "--handler",
          "main.handler");
      answers(name, "one");
      assertThat(cli.run("function", "get", name)).contains("s3://code/shop.zip");
      assertThat(cli.run("function", "refresh", name)).contains("unchanged");

      buckets.put("code", "shop.zip", new Zips().file("main.py", answering("two")).build());
      assertThat(cli.run("function", "refresh", name)).contains("refreshed: sha256:");
      answers(name, "two");

      buckets.delete("code", "shop.zip");
      assertThat(cli.refused("function", "refresh", name)).contains("no object");
      answers(name, "two");
    } finally {
      Scratch.delete(secret.getParent());
      client.deleteFunction(name, null);
      client.namespaces().deleteSecret("bucket_key");
    }
  }

  @Test
  void shouldKeepRepositoryOverUpdatesOfCommandLineAndManifests() throws Exception {
    push("one");
    String name = name("git-cli");
    Cli cli = new Cli(client.connection());
    cli.run(
        "function",
        "create",
        name,
        "--git",
        git.url("/open"),
        "--ref",
        "main",
        "--folder",
        "api",
        "--runtime",
        "python3",
        "--handler",
        "main.handler");
    answers(name, "one");

    git.set("refs/heads/next", git.commit(Map.of("api/main.py", answering("next"))));
    cli.run("function", "update", name, "--ref", "next", "--poll", "1h");
    answers(name, "next");
    assertThat(client.function(name).code().git())
        .isEqualTo(new CodeSource.Git(git.url("/open"), "next", "api", null, null, "1h", null));
    cli.run("function", "update", name, "--poll", "none", "--memory", "256");
    assertThat(client.function(name).code().git().poll()).isNull();
    assertThat(cli.refused("function", "update", name, "--checksum", "sha256:" + "0".repeat(64)))
        .contains("--git URL or --object URL");

    Path folder = Scratch.create("git-manifest");
    try {
      Path file = folder.resolve("sluice.yaml");
      Files.writeString(
          file,
          """
          name: fetched
          functions:
            %s:
              runtime: python3
              handler: main.handler
              code:
                git: {url: '%s', ref: main, folder: /api/}
          """
              .formatted(name, git.url("/open")));
      assertThat(cli.run("apply", "-f", file.toString())).contains(name);
      answers(name, "one");
      assertThat(cli.run("apply", "-f", file.toString(), "--dry-run")).contains("unchanged");
      assertThat(cli.run("export", name)).contains("git:", git.url("/open"), "folder: api");
    } finally {
      Scratch.delete(folder);
    }
  }

  @Test
  void shouldFetchForNobodyWhoMayNotUseTheHostsNetwork() throws Exception {
    push("one");
    String namespace = name("tenant");
    Connection own = client.connection();
    SluiceClient inside = new SluiceClient(new Connection(own.url(), own.token(), namespace));
    String token = inside.namespaces().createKey(new KeySpec("all", null, null)).token();
    SluiceClient tenant = new SluiceClient(new Connection(own.url(), token, null));
    FunctionSpec spec = Sources.spec("shop", Sources.PYTHON, CodeSource.ofGit(place(null, null)));

    Refused.with(ErrorCode.NETWORK_NOT_ALLOWED, () -> tenant.createFunction(spec));
    tenant.createFunction(Sources.python("shop", Sources.PYTHON_ECHO));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> tenant.putCode("shop", CodeSource.ofGit(place(null, null)), null));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> tenant.updateFunction("shop", change(CodeSource.ofGit(place(null, null))), null));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () ->
            tenant.replaceFunction(
                "shop",
                Sources.spec(null, Sources.PYTHON, CodeSource.ofGit(place(null, null))),
                null));

    inside.updateFunction("shop", change(CodeSource.ofGit(place(null, null))), null);
    push("two");
    assertThat(tenant.refresh("shop").result()).isEqualTo("changed");
    inside.deleteFunction("shop", null);
    client.namespaces().delete(namespace);
  }

  @Test
  void shouldLeaveNothingOfFetchesBehind() throws Exception {
    push("one");
    createdFrom(CodeSource.ofGit(place(null, null)), name("git-clean"));

    try (Stream<Path> left = Files.list(server.data().resolve("fetches"))) {
      assertThat(left).isEmpty();
    }
  }
}
