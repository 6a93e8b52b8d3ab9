package dev.sluice.e2e.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function sees of the host, which is next to nothing. */
class ConfinementTest extends SharedServerTest {

  /** What a runtime or a shell needs; none of it tells of the server. */
  private static final Set<String> HARMLESS =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TMPDIR",
          "PWD",
          "TZ",
          "SHLVL",
          "_",
          "OLDPWD",
          "_X_AMZN_TRACE_ID",
          "USER",
          "LOGNAME",
          "SHELL",
          "LAMBDA_TASK_ROOT",
          "_HANDLER");

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldSeeOnlyItsOwnEnvironment(String runtime) throws Exception {
    String name = name("environment");
    create(
        Sources.environment(
            Sources.either(
                name,
                runtime,
                "import os\ndef handler(event, context):\n    return dict(os.environ)\n",
                "exports.handler = async () => ({ ...process.env });"),
            Map.of("MINE", "söme value", "EMPTY", "")));
    JsonNode seen = Json.read(call(name, "{}"));
    assertThat(seen.path("MINE").asText()).isEqualTo("söme value");
    assertThat(seen.path("EMPTY").asText("absent")).isEmpty();
    Set<String> names = new TreeSet<>();
    seen.fieldNames().forEachRemaining(names::add);
    names.removeAll(Set.of("MINE", "EMPTY"));
    names.removeAll(HARMLESS);
    names.removeIf(
        other ->
            other.startsWith("SLUICE_")
                || other.startsWith("PYTHON")
                || other.startsWith("NODE")
                || other.startsWith("AWS_"));
    assertThat(names).as("variables that nobody gave it").isEmpty();
    String all = seen.toString();
    assertThat(all)
        .doesNotContain(server.client().connection().token())
        .doesNotContain(server.data().toString());
  }

  @Test
  void shouldNotSeeTheServersEnvironmentThroughProc() throws Exception {
    String name = name("environ");
    create(
        Sources.environment(
            Sources.python(
                name,
                """
                import glob
                def handler(event, context):
                    seen = []
                    for path in glob.glob("/proc/[0-9]*/environ"):
                        try:
                            seen.append(open(path, "rb").read().decode("latin-1"))
                        except OSError:
                            pass
                    return seen
                """),
            Map.of("MINE", "1")));
    String seen = call(name, "{}");
    assertThat(seen)
        .doesNotContain(server.data().toString())
        .doesNotContain("JAVA_HOME")
        .doesNotContain("maven");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReachNoNetwork(String runtime) throws Exception {
    String name = name("network");
    create(
        Sources.either(
            name,
            runtime,
            """
            import socket
            def handler(event, context):
                try:
                    socket.create_connection(("127.0.0.1", event["port"]), 1).close()
                    return "connected"
                except OSError as e:
                    return "refused"
            """,
            """
            exports.handler = (event) => new Promise((resolve) => {
              const socket = require('net').connect(event.port, '127.0.0.1');
              socket.on('connect', () => resolve('connected'));
              socket.on('error', () => resolve('refused'));
            });
            """));
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(call(name, "{\"port\":" + listener.getLocalPort() + "}")).isEqualTo("\"refused\"");
      assertThat(call(name, "{\"port\":" + client.connection().url().getPort() + "}"))
          .isEqualTo("\"refused\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldSeeNoFileOfTheHost(String runtime) throws Exception {
    String name = name("files");
    create(
        Sources.either(
            name,
            runtime,
            """
            def handler(event, context):
                seen = []
                for path in event:
                    try:
                        open(path, "rb").read(1)
                        seen.append(path)
                    except OSError:
                        pass
                return seen
            """,
            """
            const fs = require('fs');
            exports.handler = async (event) => event.filter((path) => {
              try { fs.readFileSync(path); return true; } catch (e) { return false; }
            });
            """));
    Path secret = Files.createTempFile("host", "secret");
    try {
      Files.writeString(secret, "secret");
      String paths =
          Json.write(
              new String[] {
                secret.toString(),
                "/etc/shadow",
                "/etc/hostname",
                System.getProperty("user.home") + "/.bashrc",
                "/proc/" + server.pid() + "/cmdline",
                server.data().resolve("admin.token").toString(),
                server.data().resolve("server.json").toString(),
                Path.of("pom.xml").toAbsolutePath().toString()
              });
      assertThat(call(name, paths)).isEqualTo("[]");
    } finally {
      Files.delete(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldSeeNoProcessOfTheHost(String runtime) throws Exception {
    String name = name("processes");
    create(
        Sources.either(
            name,
            runtime,
            """
            import glob
            def handler(event, context):
                return [open(p, "rb").read().decode() for p in glob.glob("/proc/[0-9]*/cmdline")]
            """,
            """
            const fs = require('fs');
            exports.handler = async () => fs.readdirSync('/proc').filter((n) => /^[0-9]+$/.test(n))
              .map((n) => fs.readFileSync(`/proc/${n}/cmdline`, 'utf8'));
            """));
    JsonNode seen = Json.read(call(name, "{}"));
    assertThat(seen.size()).isBetween(1, 6);
    // What the sandbox is told to show is seen, Java's settings too; the server's program is not.
    assertThat(seen.toString()).doesNotContain("bin/java");
  }

  @Test
  void shouldHaveATmpOfItsOwnAndReadOnlyCode() throws Exception {
    String writer =
        """
        import os
        HERE = os.path.dirname(os.path.abspath(__file__))

        def attempt(path):
            try:
                with open(path, "a") as f:
                    f.write("x")
                return True
            except OSError:
                return False

        def handler(event, context):
            seen = os.listdir("/tmp")
            return {
                "seen": [f for f in seen if f.startswith("left-by-")],
                "tmp": attempt("/tmp/left-by-function"),
                "code": attempt(__file__) or attempt(HERE + "/new.py"),
                "usr": attempt("/usr/new") or attempt("/etc/new") or attempt("/new"),
                "remove": removed(__file__),
            }

        def removed(path):
            try:
                os.remove(path)
                return True
            except OSError:
                return False
        """;
    String first = name("tmp");
    String second = name("tmp");
    create(Sources.python(first, writer));
    create(Sources.python(second, writer));
    Path left = Path.of("/tmp/left-by-host");
    Files.writeString(left, "x");
    try {
      for (String name : new String[] {first, second}) {
        JsonNode seen = Json.read(call(name, "{}"));
        assertThat(seen.path("seen").toString()).isEqualTo("[]");
        assertThat(seen.path("tmp").asBoolean()).as("/tmp is writable").isTrue();
        assertThat(seen.path("code").asBoolean()).as("code is writable").isFalse();
        assertThat(seen.path("remove").asBoolean()).as("code can be removed").isFalse();
        assertThat(seen.path("usr").asBoolean()).as("system folders are writable").isFalse();
      }
      assertThat(Path.of("/tmp/left-by-function")).doesNotExist();
    } finally {
      Files.delete(left);
    }
  }

  @Test
  void shouldNotFillTheDiskThroughTmp() throws Exception {
    String name = name("disk");
    create(
        Sources.memory(
            Sources.python(
                name,
                """
                import errno
                def handler(event, context):
                    written = 0
                    try:
                        with open("/tmp/big", "wb") as f:
                            while written < 4096:
                                f.write(b"x" * (1 << 20))
                                f.flush()
                                written += 1
                    except OSError as e:
                        return [written, errno.errorcode[e.errno]]
                    return [written, "no end"]
                """),
            128));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    if (result.succeeded()) {
      assertThat(result.text()).doesNotContain("no end");
    } else {
      // Its pages count as the function's memory: running out of that is as good.
      assertThat(result.problem().code()).isEqualTo("function-out-of-memory");
    }
  }

  @Test
  void shouldBeUnableToStartManyProcesses() throws Exception {
    String name = name("forks");
    create(
        Sources.python(
            name,
            """
            import os, signal
            def handler(event, context):
                children = []
                try:
                    while len(children) < 5000:
                        pid = os.fork()
                        if pid == 0:
                            signal.pause()
                        children.append(pid)
                except OSError:
                    pass
                for pid in children:
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                return len(children)
            """));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    if (result.succeeded()) {
      assertThat(Integer.parseInt(result.text())).isLessThan(2_000);
    } else {
      assertThat(result.problem().code()).isEqualTo("function-out-of-memory");
    }
  }

  @Test
  void shouldHaveNoPrivileges() throws Exception {
    String name = name("privileges");
    create(
        Sources.python(
            name,
            """
            def handler(event, context):
                status = dict(line.split(":", 1) for line in open("/proc/self/status"))
                return {key: status[key].strip() for key in ("CapEff", "CapBnd", "NoNewPrivs", "Uid")}
            """));
    JsonNode status = Json.read(call(name, "{}"));
    assertThat(status.path("CapEff").asText()).matches("0+");
    assertThat(status.path("NoNewPrivs").asText()).isEqualTo("1");
  }
}
