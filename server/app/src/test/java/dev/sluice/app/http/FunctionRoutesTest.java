package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.TestServer;
import dev.sluice.app.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionRoutesTest {
  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.start(
            data,
            Map.of(
                "SLUICE_CODE_MAX_ARCHIVE", "64KiB", "SLUICE_NETWORK_HOST_NAMESPACES", "ops, web"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldCreateAndReadAFunction() throws Exception {
    Answer made = server.create("made", "main.echo");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/v1/functions/made");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    Answer read = server.get("/v1/functions/made");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json()).isEqualTo(made.json());
    assertThat(read.json().path("createdAt").asText()).startsWith("20").endsWith("Z");
    assertThat(server.create("made", "main.echo").code()).isEqualTo("function-exists");
  }

  @Test
  void shouldTellTheLimitsOfAFunctionAndOfEachVersion() throws Exception {
    String limits = "{\"cpus\":0.5,\"network\":\"host\",\"minInstances\":1,\"maxInstances\":3}";
    String path = "/v1/functions/limited";
    String[] ops = {"Sluice-Namespace", "ops"};
    server.post("/v1/functions", TestServer.spec("limited", "main.echo").toString(), ops);
    JsonNode usual = server.get(path, ops).json();
    JsonNode changed = server.send("PATCH", path, limits, ops).json();
    JsonNode version = server.post(path + "/versions", "", ops).json();

    assertThat(usual.path("cpus").asDouble()).isEqualTo(1);
    assertThat(usual.path("network").asText()).isEqualTo("none");
    assertThat(usual.path("minInstances").asInt(-1)).isZero();
    assertThat(usual.has("maxInstances")).isFalse();
    for (JsonNode limited : List.of(changed, version)) {
      assertThat(limited.path("cpus").asDouble()).isEqualTo(0.5);
      assertThat(limited.path("network").asText()).isEqualTo("host");
      assertThat(limited.path("minInstances").asInt()).isEqualTo(1);
      assertThat(limited.path("maxInstances").asInt()).isEqualTo(3);
    }
  }

  @Test
  void shouldRefuseTheHostsNetworkToOtherNamespacesAndSayWhatToDo() throws Exception {
    String open = TestServer.spec("open", "main.echo").put("network", "host").toString();

    Answer refused = server.post("/v1/functions", open);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("network-not-allowed");
    assertThat(refused.json().path("hint").asText()).contains("sluice namespace update");
    assertThat(server.post("/v1/functions", open, "Sluice-Namespace", "web").status())
        .isEqualTo(201);
  }

  @Test
  void shouldAnswerNotModifiedToWhoHasItAlready() throws Exception {
    server.create("cached", "main.echo");

    assertThat(server.get("/v1/functions/cached", "If-None-Match", "\"1\"").status())
        .isEqualTo(304);
    assertThat(server.get("/v1/functions/cached", "If-None-Match", "W/\"9\", W/\"1\"").status())
        .isEqualTo(304);
    assertThat(server.get("/v1/functions/cached", "If-None-Match", "\"2\"").status())
        .isEqualTo(200);
  }

  @Test
  void shouldRefuseAStaleRevisionEverywhere() throws Exception {
    server.create("stale", "main.echo");
    String path = "/v1/functions/stale";
    Answer changed = server.send("PATCH", path, "{\"memoryMiB\":256}", "If-Match", "\"1\"");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");

    String[] old = {"If-Match", "\"1\""};
    assertThat(server.send("PATCH", path, "{}", old).code()).isEqualTo("precondition-failed");
    assertThat(
            server.send("PUT", path, TestServer.spec("stale", "main.echo").toString(), old).code())
        .isEqualTo("precondition-failed");
    assertThat(server.send("PUT", path + "/code", "{\"inline\":\"#\"}", old).status())
        .isEqualTo(412);
    assertThat(server.post(path + "/versions", "", old).status()).isEqualTo(412);
    assertThat(server.delete(path, old).status()).isEqualTo(412);
    assertThat(server.delete(path, "If-Match", "two").code()).isEqualTo("invalid-request");
    assertThat(server.delete(path, "If-Match", "*").status()).isEqualTo(204);
    assertThat(server.get(path).code()).isEqualTo("function-not-found");
  }

  @Test
  void shouldListByLabelsTextAndPages() throws Exception {
    for (String name : new String[] {"list-a", "list-b", "list-c"}) {
      var spec = TestServer.spec(name, "main.echo");
      spec.putObject("labels").put("team", "x").put("last", name.substring(5));
      assertThat(server.post("/v1/functions", spec.toString()).status()).isEqualTo(201);
    }

    Answer first = server.get("/v1/functions?label=team%3Dx&q=LIST&limit=2");
    assertThat(first.json().path("items").findValuesAsText("name"))
        .containsExactly("list-a", "list-b");
    String next = first.json().path("next").asText();
    Answer second = server.get("/v1/functions?label=team%3Dx&q=LIST&limit=2&cursor=" + next);
    assertThat(second.json().path("items").findValuesAsText("name")).containsExactly("list-c");
    assertThat(second.json().has("next")).isFalse();
    assertThat(
            server
                .get("/v1/functions?label=team%3Dx&label=last%3Db")
                .json()
                .path("items")
                .findValuesAsText("name"))
        .containsExactly("list-b");
    assertThat(server.get("/v1/functions?limit=0").code()).isEqualTo("invalid-request");
    assertThat(server.get("/v1/functions?label=team").code()).isEqualTo("invalid-request");
  }

  @Test
  void shouldReplaceWithDefaultsAndKeepTheCode() throws Exception {
    var spec = TestServer.spec("replaced", "main.echo");
    spec.put("memoryMiB", 512);
    Answer made = server.post("/v1/functions", spec.toString());

    Answer replaced =
        server.send(
            "PUT",
            "/v1/functions/replaced",
            "{\"runtime\":\"python3\",\"handler\":\"main.echo\",\"timeoutSeconds\":2.5}");

    assertThat(replaced.json().path("memoryMiB").asInt()).isEqualTo(128);
    assertThat(replaced.json().path("timeoutSeconds").asDouble()).isEqualTo(2.5);
    assertThat(replaced.json().path("code")).isEqualTo(made.json().path("code"));
    assertThat(server.send("PUT", "/v1/functions/replaced", "{\"name\":\"other\"}").code())
        .isEqualTo("invalid-request");
  }

  @Test
  void shouldTakeAndGiveCodeInEveryForm() throws Exception {
    server.create("coded", "main.echo");
    String path = "/v1/functions/coded/code";

    assertThat(server.get(path).json().path("inline").asText()).isEqualTo("# coded\n");
    Answer text =
        TestServer.send(
            server
                .request(path)
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(BodyPublishers.ofString("# schön\n"))
                .build());
    assertThat(text.status()).as(text.text()).isEqualTo(200);
    assertThat(server.get(path).json().path("inline").asText()).isEqualTo("# schön\n");
    Answer zipped =
        TestServer.send(
            server
                .request(path)
                .header("Content-Type", "application/zip")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(zip("raw"))))
                .build());
    assertThat(zipped.json().path("code").path("kind").asText()).isEqualTo("zip");
    Answer archive = server.get(path, "Accept", "application/zip");
    assertThat(archive.header("Content-Type")).isEqualTo("application/zip");
    assertThat(entry(archive.response().body())).isEqualTo("raw");
    String base64 = Base64.getEncoder().encodeToString(zip("json"));
    assertThat(server.send("PUT", path, "{\"zip\":\"" + base64 + "\"}").status()).isEqualTo(200);
    assertThat(entry(Base64.getDecoder().decode(server.get(path).json().path("zip").asText())))
        .isEqualTo("json");
    assertThat(server.get(path, "Accept", "image/png").code()).isEqualTo("not-acceptable");
    assertThat(server.get(path + "?qualifier=7").code()).isEqualTo("version-not-found");
    assertThat(server.get(path + "?qualifier=prod").code()).isEqualTo("alias-not-found");
  }

  @Test
  void shouldRefuseCodeThatIsNone() throws Exception {
    server.create("uncoded", "main.echo");
    String path = "/v1/functions/uncoded/code";

    assertThat(server.send("PUT", path, "{}").code()).isEqualTo("missing-code");
    assertThat(server.send("PUT", path, "{\"zip\":\"!!\"}").code()).isEqualTo("invalid-request");
    assertThat(server.send("PUT", path, "{\"zip\":\"AAAA\"}").code()).isEqualTo("invalid-archive");
    assertThat(put(path, "application/zip", new byte[0]).code()).isEqualTo("invalid-archive");
    assertThat(put(path, "application/zip", new byte[100_000]).code())
        .isEqualTo("archive-too-large");
    assertThat(put(path, "text/plain", new byte[] {(byte) 0xff, (byte) 0xfe}).code())
        .isEqualTo("invalid-request");
    assertThat(put(path, "image/png", new byte[3]).code()).isEqualTo("unsupported-media-type");
    assertThat(server.get(path).json().path("inline").asText()).isEqualTo("# uncoded\n");
  }

  private static Answer put(String path, String type, byte[] body) throws Exception {
    return TestServer.send(
        server
            .request(path)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(body))
            .build());
  }

  @Test
  void shouldPublishVersionsAndPointAliasesAtThem() throws Exception {
    server.create("published", "main.echo");
    String path = "/v1/functions/published";

    Answer first = server.post(path + "/versions", "", "If-Match", "\"1\"");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Location")).isEqualTo(path + "/versions/1");
    assertThat(server.post(path + "/versions", "{\"description\":\"more\"}").status())
        .isEqualTo(201);
    assertThat(server.get(path + "/versions/2").json().path("description").asText())
        .isEqualTo("more");
    Answer page = server.get(path + "/versions?limit=1");
    assertThat(page.json().path("items").findValuesAsText("version")).containsExactly("2");
    assertThat(
            server
                .get(path + "/versions?cursor=" + page.json().path("next").asText())
                .json()
                .path("items")
                .findValuesAsText("version"))
        .containsExactly("1");
    assertThat(server.get(path + "/versions/nine").code()).isEqualTo("version-not-found");
    assertThat(server.get(path + "/versions?cursor=x").code()).isEqualTo("invalid-request");

    String alias = path + "/aliases/prod";
    Answer set = server.send("PUT", alias, "{\"weights\":{\"1\":0.9,\"2\":0.1}}");
    assertThat(set.status()).isEqualTo(201);
    assertThat(set.header("ETag")).isEqualTo("\"1\"");
    assertThat(server.send("PUT", alias, "{\"weights\":{\"1\":1}}", "If-Match", "\"7\"").status())
        .isEqualTo(412);
    assertThat(server.send("PUT", alias, "{\"weights\":{\"1\":1}}", "If-Match", "\"1\"").status())
        .isEqualTo(200);
    assertThat(server.get(alias, "If-None-Match", "\"2\"").status()).isEqualTo(304);
    assertThat(server.get(path + "/aliases").json().path("items").findValuesAsText("name"))
        .containsExactly("prod");
    assertThat(server.send("PUT", alias, "{\"weights\":{\"1\":0.5}}").code())
        .isEqualTo("invalid-weights");
    assertThat(server.send("PUT", alias, "{\"weights\":{\"9\":1}}").code())
        .isEqualTo("invalid-weights");
    assertThat(server.delete(path + "/versions/1").code()).isEqualTo("version-in-use");
    assertThat(server.delete(alias, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(server.delete(alias).status()).isEqualTo(204);
    assertThat(server.get(alias).code()).isEqualTo("alias-not-found");
    assertThat(server.delete(path + "/versions/1").status()).isEqualTo(204);
    assertThat(server.delete(path + "/versions/1").code()).isEqualTo("version-not-found");
  }

  @Test
  void shouldDisableAndEnable() throws Exception {
    server.create("switched", "main.echo");

    assertThat(server.post("/v1/functions/switched/disable", "").json().path("state").asText())
        .isEqualTo("disabled");
    assertThat(server.post("/v1/functions/switched/invoke", "1").code())
        .isEqualTo("function-disabled");
    server.post("/v1/functions/switched/enable", "");
    assertThat(server.post("/v1/functions/switched/invoke", "1").text()).isEqualTo("1");
  }

  @Test
  void shouldKeepNamespacesApart() throws Exception {
    server.create("apart", "main.echo");

    assertThat(server.get("/v1/functions/apart", "Sluice-Namespace", "other").code())
        .isEqualTo("function-not-found");
    assertThat(server.get("/v1/functions", "Sluice-Namespace", "no good").code())
        .isEqualTo("invalid-name");
  }

  private static byte[] zip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("main.py"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static String entry(byte[] archive) throws Exception {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("main.py");
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
