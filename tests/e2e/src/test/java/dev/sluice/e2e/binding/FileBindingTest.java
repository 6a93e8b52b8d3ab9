package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.client.Connection;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are bound to files of volumes. */
class FileBindingTest extends SharedServerTest {
  private static Map<String, Object> options(String volume, String path) {
    return Map.of("volume", volume, "path", path);
  }

  private String detail(String function, String event) throws Exception {
    return failWith(function, event, ErrorCode.BINDING_FAILED).problem().detail();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldReadAndWriteFilesInEveryLanguage(String language) throws Exception {
    String writing = name("files");
    String passing = name("files");
    String reading = name("files");
    String volume = "vol-" + language;
    create(
        Bound.python(
            writing,
            "context.bindings.o = event['content']",
            Bound.out("o", "file", options(volume, "users/{event.data.name}.json"))));
    create(
        Bound.passing(
            passing,
            language,
            true,
            Bound.in("in_", "file", options(volume, "users/{event.data.name}.json")),
            Bound.out("copy", "file", options(volume, "copies/{value.path}"))));
    create(
        Bound.python(
            reading,
            "return context.bindings.i['body']",
            Bound.in("i", "file", options(volume, "copies/users/{event.data}.json"))));
    call(writing, "{\"name\":\"ada\",\"content\":{\"a\":1}}");
    String read = call(passing, "{\"name\":\"ada\"}");
    assertThat(Json.read(read).path("body")).isEqualTo(Json.read("{\"a\":1}"));
    assertThat(Json.read(call(reading, "\"ada\"")).path("size").asInt()).isEqualTo(7);
  }

  @Test
  void shouldLeaveNoVolumeByPathsOrLinks() throws Exception {
    String function = name("files");
    create(
        Bound.python(
            function,
            "return context.bindings.i",
            Bound.in("i", "file", options("walled", "a/{event.data}"))));
    assertThat(detail(function, "\"../../x\"")).contains("dot");
    assertThat(detail(function, "\"/etc/passwd\"")).contains("empty");
    assertThat(detail(function, "\"nobody\"")).contains("no file 'a/nobody'");
    Path folder = Files.createDirectories(server.data().resolve("volumes/default/walled/a"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));
    Files.createSymbolicLink(folder.resolve("file"), Path.of("/etc/passwd"));
    assertThat(detail(function, "\"link/passwd\"")).contains("link");
    assertThat(detail(function, "\"file\"")).contains("link");
    Refused.with(
        ErrorCode.INVALID_BINDING,
        () ->
            client.createFunction(
                Bound.python("f", "pass", Bound.in("i", "file", options("../x", "a")))));
    Refused.with(
        ErrorCode.INVALID_BINDING,
        () ->
            client.createFunction(
                Bound.python("f", "pass", Bound.in("i", "file", options("x", "../a")))));
  }

  @Test
  void shouldForgetFilesWithTheirNamespace() throws Exception {
    Connection own = client.connection();
    String namespace = name("filed");
    SluiceClient inside = new SluiceClient(new Connection(own.url(), own.token(), namespace));
    inside.createFunction(
        Bound.python("f", "context.bindings.o = 'x'", Bound.out("o", "file", options("v", "a/b"))));
    inside.namespaces().setSecret("makes-the-namespace", "x");
    assertThat(inside.invoke("f", InvokeRequest.json("{}")).problem()).isNull();
    Path volumes = server.data().resolve("volumes").resolve(namespace);
    assertThat(volumes.resolve("v/a/b")).hasContent("x");
    inside.deleteFunction("f", null);
    client.namespaces().delete(namespace);
    assertThat(volumes).doesNotExist();
  }
}
