package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Problem;
import dev.sluice.client.LiveStream;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Code that is built before it runs. */
class BuiltCodeTest extends SharedServerTest {
  private static final String WORD =
      "def handler(event, context):\n    return open('word').read()\n";

  private static final String METADATA = "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n";

  private static final String WHEEL =
      "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

  private static CodeSource commanded(String command) {
    return CodeSource.ofInline(WORD).with(new CodeSource.Build(command, null));
  }

  @Test
  void shouldRunWhatACommandLeaves() throws Exception {
    String name = name("build");
    FunctionInfo made =
        create(Sources.spec(name, Sources.PYTHON, commanded("echo hello; printf hello > word")));
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
    assertThat(made.code().source()).startsWith("sha256:").isNotEqualTo(made.code().digest());
    assertThat(client.code(name, "latest").inline()).isEqualTo(WORD);
    BuildInfo build = client.builds().list(name, null, null).items().get(0);
    assertThat(build.state()).isEqualTo("succeeded");
    assertThat(build.digest()).isEqualTo(made.code().digest());
    assertThat(client.builds().log(name, build.id()))
        .containsExactly(new BuildLogLine(build.id(), 1, "hello"));
    // Without new code nothing is built, whatever else changes.
    client.updateFunction(name, Sources.onlyDescription("other"), null);
    client.replaceFunction(name, Sources.spec(null, Sources.PYTHON, null), null);
    assertThat(client.builds().list(name, null, null).items()).hasSize(1);
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
  }

  @Test
  void shouldServeOnWhenABuildFails() throws Exception {
    String name = name("build-fails");
    create(Sources.spec(name, Sources.PYTHON, commanded("printf hello > word")));
    Problem problem =
        Refused.with(
            ErrorCode.BUILD_FAILED,
            () -> client.putCode(name, commanded("echo what went wrong; exit 7"), null));
    assertThat(problem.detail()).contains("status 7", "what went wrong");
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
    assertThat(client.function(name).revision()).isEqualTo(1);
    BuildInfo build = client.builds().list(name, 1, null).items().get(0);
    assertThat(build.state()).isEqualTo("failed");
    assertThat(build.error()).isEqualTo("It ended with status 7.");
  }

  @Test
  void shouldTellWhyAFunctionCouldNotBeCreated() throws Exception {
    String name = name("build-never");
    Refused.with(
        ErrorCode.BUILD_FAILED,
        () -> create(Sources.spec(name, Sources.PYTHON, commanded("ln -s /etc/passwd word"))));
    BuildInfo build = client.builds().list(name, null, null).items().get(0);
    assertThat(build.error()).contains("'word' is a link to an absolute path");
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
    Refused.with(ErrorCode.BUILD_NOT_FOUND, () -> client.builds().get(name, "nothing"));
    Refused.with(ErrorCode.BUILD_NOT_FOUND, () -> client.builds().log(name, "nothing"));
    Refused.with(
        ErrorCode.FUNCTION_NOT_FOUND, () -> client.builds().list("no-such-one", null, null));
    Refused.with(
        ErrorCode.INVALID_REQUEST,
        () -> create(Sources.spec(name, Sources.PYTHON, commanded(" "))));
  }

  @Test
  void shouldInstallWhatAFunctionOfPythonRequires() throws Exception {
    byte[] wheel =
        new Zips()
            .file("greeting.py", "WORD = 'hello'\n")
            .file("greeting-1.0.dist-info/METADATA", METADATA)
            .file("greeting-1.0.dist-info/WHEEL", WHEEL)
            .file("greeting-1.0.dist-info/RECORD", "")
            .build();
    String name = name("build-py");
    create(
        Sources.spec(
            name,
            Sources.PYTHON,
            CodeSource.ofZip(
                new Zips()
                    .file(
                        "main.py",
                        "import greeting\ndef handler(event, context):\n    return greeting.WORD\n")
                    .file("requirements.txt", "--find-links wheels\ngreeting\n")
                    .file("wheels/greeting-1.0-py3-none-any.whl", wheel)
                    .build())));
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
  }

  @Test
  void shouldInstallWhatAFunctionOfNodeDependsOn() throws Exception {
    String name = name("build-js");
    create(
        Sources.spec(
            name,
            Sources.NODE,
            CodeSource.ofZip(
                new Zips()
                    .file("main.js", "exports.handler = async () => require('greeting').word;\n")
                    .file("package.json", "{\"dependencies\":{\"greeting\":\"file:./greeting\"}}")
                    .file("greeting/package.json", "{\"name\":\"greeting\",\"version\":\"1.0.0\"}")
                    .file("greeting/index.js", "exports.word = 'hello';\n")
                    .build())));
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
  }

  @Test
  void shouldCompileJavaWhenItIsDeployed() throws Exception {
    String name = name("build-java");
    byte[] zip =
        new Zips()
            .file("app/Main.java", "package app; class Main { Object run() { return Word.IT; } }")
            .file(
                "app/Word.java", "package app; class Word { static final String IT = \"hello\"; }")
            .build();
    create(Sources.handler(Sources.spec(name, "java", CodeSource.ofZip(zip)), "app.Main::run"));
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
    Problem problem =
        Refused.with(
            ErrorCode.BUILD_FAILED,
            () ->
                client.putCode(
                    name,
                    CodeSource.ofZip(
                        new Zips()
                            .file("app/Main.java", "package app;\nclass Main { int }")
                            .build()),
                    null));
    assertThat(problem.detail()).contains("app/Main.java:2: error:");
    assertThat(call(name, "{}")).isEqualTo("\"hello\"");
  }

  @Test
  void shouldFollowTheLogOfABuildToItsEnd() throws Exception {
    String name = name("build-follow");
    Path folder = Scratch.create("build");
    try (LiveStream live = new LiveStream();
        LiveStream log = new LiveStream()) {
      ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
      CompletableFuture<String> started = new CompletableFuture<>();
      CompletableFuture<Void> watching =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.stream(
                      Set.of("builds"),
                      name,
                      live,
                      () -> started.complete(""),
                      event -> {
                        if (event.buildLine() != null) {
                          lines.add(event.action() + " " + event.buildLine().text());
                        } else {
                          lines.add(event.action());
                          if (!event.action().equals("started")) {
                            live.close();
                          }
                        }
                      });
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      started.get(1, TimeUnit.MINUTES);
      create(Sources.spec(name, Sources.PYTHON, commanded("echo one; echo two")));
      watching.get(1, TimeUnit.MINUTES);
      assertThat(lines).containsExactly("started", "line one", "line two", "succeeded");
      String id = client.builds().list(name, null, null).items().get(0).id();
      lines.clear();
      client.builds().follow(name, id, log, line -> lines.add(line.number() + line.text()));
      assertThat(lines).containsExactly("1one", "2two");
    } finally {
      Scratch.delete(folder);
    }
  }

  @Test
  void shouldShowTheLogOnTheCommandLine() throws Exception {
    String name = name("build-cli");
    Cli cli = new Cli(client.connection());
    Path folder = Scratch.create("build");
    try {
      Path main = Files.writeString(folder.resolve("main.py"), WORD);
      String code = main.toString();
      String told =
          cli.told(
              "function",
              "create",
              name,
              "--code",
              code,
              "--build-command",
              "echo one; printf hello > word");
      assertThat(told.lines().map(line -> line.replaceFirst("build [0-9a-z]{20,}", "build ID")))
          .containsSubsequence("building (command), build ID", "  one", "built");
      assertThat(call(name, "{}")).isEqualTo("\"hello\"");
      String failed =
          cli.failed(
              "function", "update", name, "--code", code, "--build-command", "echo two; false");
      assertThat(failed.lines())
          .contains("  two", "the build failed: It ended with status 1.")
          .last()
          .asString()
          .startsWith("error: ")
          .contains("(build-failed)");
      assertThat(cli.run("function", "build-log", name)).isEqualTo("two\n");
      assertThat(cli.run("function", "build-log", name, "--follow")).isEqualTo("two\n");
      List<String> table = cli.run("function", "builds", name).lines().toList();
      assertThat(table).hasSize(3);
      assertThat(table.get(1)).contains("command", "failed", "It ended with status 1.");
      assertThat(table.get(2)).contains("command", "succeeded");
      // As it is: the command is forgotten.
      cli.run("function", "update", name, "--code", code, "--build", "none");
      assertThat(client.function(name).code().source()).isNull();
      assertThat(client.builds().list(name, null, null).items()).hasSize(2);
    } finally {
      Scratch.delete(folder);
    }
  }

  @Test
  void shouldRunAsItIsWhereThatIsWanted() throws Exception {
    String name = name("build-skip");
    FunctionSpec spec =
        Sources.spec(
            name,
            Sources.PYTHON,
            CodeSource.ofZip(
                    new Zips()
                        .file("main.py", Sources.PYTHON_ECHO)
                        .file("requirements.txt", "no-such-thing\n")
                        .build())
                .with(new CodeSource.Build(null, true)));
    create(spec);
    assertThat(call(name, "{\"n\":1}")).isEqualTo("{\"n\":1}");
    assertThat(client.builds().list(name, null, null).items()).isEmpty();
  }
}
