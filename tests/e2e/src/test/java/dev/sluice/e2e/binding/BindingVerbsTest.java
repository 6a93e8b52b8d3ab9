package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bindings, typed by hand and in manifests. */
class BindingVerbsTest extends SharedServerTest {
  private static final String SECRET = "verbs-database";

  private final Cli cli = new Cli(client.connection());
  private Path folder;
  private String function;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("bindings");
    function = name("bound");
    client.namespaces().setSecret(SECRET, "hunter2");
    Path code =
        Files.writeString(folder.resolve("main.py"), "def handler(event, context): return 1\n");
    cli.run(
        "function",
        "create",
        function,
        "--code",
        code.toString(),
        "--binding",
        "user=in:sql",
        "--binding-option",
        "user.url=postgresql://db/shop",
        "--binding-option",
        "user.user=shop",
        "--binding-secret",
        "user.password=" + SECRET,
        "--binding-option",
        "user.statement=select * from t where a = ? and b = ?",
        "--binding-option",
        "user.parameters={event.data.a}",
        "--binding-option",
        "user.parameters={event.data.b}");
  }

  @AfterEach
  void cleanUp() throws Exception {
    client.deleteFunction(function, null);
    client.namespaces().deleteSecret(SECRET);
    Scratch.delete(folder);
  }

  private List<BindingSpec> bindings() throws Exception {
    return client.function(function).bindings();
  }

  @Test
  void shouldMakeShowChangeAndRemoveBindings() throws Exception {
    Map<String, Object> first =
        Map.of(
            "url",
            "postgresql://db/shop",
            "user",
            "shop",
            "password",
            Map.of("secret", SECRET),
            "statement",
            "select * from t where a = ? and b = ?",
            "parameters",
            List.of("{event.data.a}", "{event.data.b}"));
    assertThat(bindings()).containsExactly(new BindingSpec("user", "sql", "in", first));
    assertThat(cli.run("function", "get", function))
        .contains("user in sql", "password=secret " + SECRET, "url=postgresql://db/shop")
        .doesNotContain("hunter2");

    cli.run("function", "update", function, "--binding-option", "user.user=reader");
    assertThat(bindings().get(0).options()).containsEntry("user", "reader").hasSize(5);

    cli.run(
        "function",
        "update",
        function,
        "--binding",
        "seen=out:http",
        "--binding-option",
        "seen.url=https://host/seen",
        "--binding-option",
        "seen.headers.X-Who={event.id}");
    assertThat(bindings()).extracting(BindingSpec::name).containsExactly("user", "seen");
    assertThat(bindings().get(1).options()).containsEntry("headers", Map.of("X-Who", "{event.id}"));

    cli.run("function", "update", function, "--memory", "256");
    assertThat(bindings()).hasSize(2);
    cli.run("function", "update", function, "--remove-binding", "user");
    assertThat(bindings()).extracting(BindingSpec::name).containsExactly("seen");
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(cli.refused("function", "update", function, "--binding", "x=in:ftp"))
        .contains("'ftp'");
    assertThat(cli.refused("function", "update", function, "--binding-option", "user.max-rows=no"))
        .contains("'user'", "'max-rows'");
    assertThat(
            cli.refused("function", "update", function, "--binding-secret", "user.password=none"))
        .contains("no secret 'none'");
  }

  @Test
  void shouldListKindsAndTheirOptions() {
    assertThat(cli.run("binding", "kinds")).contains("http", "sql", "s3", "state");
    assertThat(cli.run("binding", "kinds", "sql")).contains("statement", "required", "max-rows");
  }

  @Test
  void shouldComeBackFromAManifestAsTheyWere() throws Exception {
    cli.run("function", "publish", function);
    FunctionInfo before = client.function(function);
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(file, cli.run("export", function));
    assertThat(Files.readString(file)).contains("bindings:", SECRET).doesNotContain("hunter2");
    cli.run("apply", "-f", file.toString());
    assertThat(cli.run("apply", "-f", file.toString())).contains("Nothing to do");
    assertThat(client.function(function).bindings()).isEqualTo(before.bindings());

    Files.writeString(file, Files.readString(file).replace("user: shop", "user: other"));
    assertThat(cli.run("apply", "-f", file.toString(), "--dry-run"))
        .contains("bindings.user.options.user: shop -> other");
    cli.run("apply", "-f", file.toString());
    assertThat(bindings().get(0).options()).containsEntry("user", "other");
    assertThat(client.versions().get(function, 1).bindings()).isEqualTo(before.bindings());
  }
}
