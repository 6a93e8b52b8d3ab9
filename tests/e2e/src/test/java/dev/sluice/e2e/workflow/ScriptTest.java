package dev.sluice.e2e.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.WorkflowsClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Scripts and shell commands of workflows, in sandboxes of a real server. */
@ResourceLock(Lane.OWN_SERVER)
class ScriptTest {
  private static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    folder = Scratch.create("script");
    server = ServerProcess.on(folder.resolve("data")).start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    Scratch.delete(folder);
  }

  private static WorkflowsClient workflows() {
    return server.client().workflows();
  }

  private static void deploy(String name, String tasks) throws Exception {
    String document =
        "document: {dsl: 1.0.3, namespace: default, name: %s, version: 1.0.0}\ndo:\n%s";
    workflows().deploy(null, document.formatted(name, tasks).getBytes(StandardCharsets.UTF_8));
  }

  private static ExecutionInfo run(String name, String tasks, Map<String, Object> input)
      throws Exception {
    deploy(name, tasks);
    ExecutionInfo started = workflows().start(name, new ExecutionStart(null, null, input));
    return Await.value(
        "it is over", () -> workflows().execution(started.id()), is -> is.endedAt() != null);
  }

  @Test
  void shouldRunJavaScriptWithInputArgumentsAndEnvironment() throws Exception {
    ExecutionInfo done =
        run(
            "js",
            """
              - hello:
                  run:
                    script:
                      language: javascript
                      stdin: ${ .text }
                      arguments: [one, "${ .n }"]
                      environment: {WHO: me}
                      code: |
                        import { readFileSync } from 'node:fs'
                        const text = readFileSync(process.stdin.fd, 'utf8')
                        console.log(`${text} ${process.argv.slice(2)} ${process.env.WHO}`)
            """,
            Map.of("text", "hi", "n", 2));

    assertThat(done.status()).as("%s", done.error()).isEqualTo("completed");
    assertThat(done.output()).isEqualTo("hi one,2 me");
  }

  @Test
  void shouldRunAShellCommandWithoutNetworkOrFilesOfTheHost() throws Exception {
    ExecutionInfo done =
        run(
            "sh",
            """
              - hello:
                  run:
                    shell:
                      stdin: ${ .text }
                      arguments: [Foo, "a b"]
                      command: |
                        read input
                        echo "$input $1 $2 $#"
                        ls /root /home 2>/dev/null | wc -l
            """,
            Map.of("text", "hi"));

    assertThat(done.status()).as("%s", done.error()).isEqualTo("completed");
    assertThat(done.output()).isEqualTo("hi Foo a b 2\n0");
  }

  @Test
  void shouldGiveAllOfAProcessWhereThatIsAskedFor() throws Exception {
    ExecutionInfo done =
        run(
            "all",
            """
              - hello:
                  run:
                    return: all
                    script:
                      language: python
                      code: |
                        import sys
                        print("out")
                        print("err", file=sys.stderr)
                        sys.exit(3)
            """,
            Map.of());

    assertThat(done.output()).isEqualTo(Map.of("code", 3, "stdout", "out", "stderr", "err"));
  }

  @Test
  void shouldRaiseAnErrorWhereAProcessEndsBadly() throws Exception {
    ExecutionInfo done =
        run(
            "bad",
            """
              - guarded:
                  try:
                    - bad: {run: {shell: {command: "echo no such thing >&2; exit 4"}}}
                  catch:
                    as: why
                    do:
                      - tell: {set: {detail: "${ $why.detail }", at: "${ $why.instance }"}}
            """,
            Map.of());

    assertThat(done.output())
        .isEqualTo(
            Map.of(
                "detail",
                "the process ended with the code 4: no such thing",
                "at",
                "/do/0/guarded/try/0/bad"));
  }

  @Test
  void shouldBoundWhatAProcessWrites() throws Exception {
    ExecutionInfo done =
        run("flood", "  - flood: {run: {shell: {command: \"yes | head -c 3000000\"}}}\n", Map.of());

    assertThat(done.status()).isEqualTo("faulted");
    assertThat(String.valueOf(done.error())).contains("more than 2097152 bytes to its stdout");
  }

  @Test
  void shouldRefuseALanguageThatIsNotThere() {
    assertThatThrownBy(() -> deploy("no", "  - no: {run: {script: {language: cobol, code: x}}}\n"))
        .hasMessageContaining("cobol");
  }
}
