package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions write. */
class LogTest extends SharedServerTest {

  @Test
  void shouldReadTheLinesOfAllFunctionsAsOne() throws Exception {
    String first = name("first");
    String second = name("second");
    create(Sources.python(first, "def handler(event, context):\n    print('said', event)\n"));
    create(Sources.python(second, "def handler(event, context):\n    print('said', event)\n"));
    client.invoke(first, InvokeRequest.json("\"" + first + "\""));
    client.invoke(second, InvokeRequest.json("\"" + first + "\""));

    List<LogLine> lines =
        client.logs(new LogRequest(null, null, null, "said " + first, null, null, 10));
    assertThat(lines).extracting(LogLine::function).containsExactly(first, second);
  }

  @Test
  void shouldFilterByVersion() throws Exception {
    String name = name("versions");
    create(Sources.python(name, "def handler(event, context):\n    print('said', event)\n"));
    client.versions().publish(name, null, null);
    client.invoke(name, InvokeRequest.json("1").to("1"));
    client.invoke(name, InvokeRequest.json("2"));

    for (String version : List.of("1", "latest")) {
      assertThat(client.logs(name, new LogRequest(version, null, null, "said", null, null, 10)))
          .extracting(LogLine::version)
          .containsExactly(version);
    }
    assertThat(client.logs(name, new LogRequest("7", null, null, null, null, null, 10))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldKeepLinesInOrderWithTheirLevels(String runtime) throws Exception {
    String name = name("levels");
    create(
        Sources.either(
            name,
            runtime,
            """
            import logging, sys
            log = logging.getLogger("mine")
            def handler(event, context):
                print("plain")
                log.debug("a debug line")
                log.info("an info line")
                log.warning("a warning")
                log.error("an error")
                print("two\\nlines")
                print("ünïcode", file=sys.stdout)
                sys.stdout.write("no end of line")
            """,
            """
            exports.handler = async () => {
              console.log('plain');
              console.debug('a debug line');
              console.info('an info line');
              console.warn('a warning');
              console.error('an error');
              console.log('two\\nlines');
              console.log('ünïcode');
              process.stdout.write('no end of line');
            };
            """));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}").withLogTail());
    assertThat(result.problem()).isNull();
    List<LogLine> lines = client.logs(name, LogRequest.of(result.invocation()));
    assertThat(lines)
        .extracting(line -> line.level() + " " + line.text())
        .filteredOn(line -> !line.startsWith("debug"))
        .containsExactly(
            "info plain",
            "info an info line",
            "warn a warning",
            "error an error",
            "info two",
            "info lines",
            "info ünïcode",
            "info no end of line");
    assertThat(lines)
        .allMatch(
            line ->
                line.function().equals(name)
                    && line.version().equals("latest")
                    && line.invocation().equals(result.invocation()));
    assertThat(lines).extracting(LogLine::id).isSorted().doesNotHaveDuplicates();
    assertThat(lines).extracting(LogLine::time).isSorted();
    assertThat(result.logTail().toString()).contains("plain").contains("no end of line");
    assertThat(client.logs(name, new LogRequest(null, null, "warn", null, null, null, 100)))
        .extracting(LogLine::text)
        .containsExactly("a warning", "an error");
    assertThat(client.logs(name, new LogRequest(null, null, null, "lin", null, null, 100)))
        .extracting(LogLine::text)
        .contains("an info line", "lines", "no end of line");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldAttributeLinesToTheRightInvocationUnderConcurrency(String runtime) throws Exception {
    String name = name("attributed");
    create(
        Sources.either(
            name,
            runtime,
            """
            import sys
            def handler(event, context):
                print("out", event)
                print("err", event, file=sys.stderr)
                return event
            """,
            """
            exports.handler = async (event) => {
              console.log('out', event);
              console.error('err', event);
              return event;
            };
            """));
    Map<String, String> events = new ConcurrentHashMap<>();
    Parallel.run(
        8,
        50,
        (thread, i) -> {
          String event = Integer.toString(thread * 1000 + i);
          InvokeResult result = client.invoke(name, InvokeRequest.json(event));
          assertThat(result.text()).isEqualTo(event);
          events.put(result.invocation(), event);
          if (i % 10 == 0) {
            // The record can be read at once, and then its lines are all there.
            client.invocation(result.invocation());
            assertThat(client.logs(name, LogRequest.of(result.invocation())))
                .extracting(LogLine::text)
                .containsExactlyInAnyOrder("out " + event, "err " + event);
          }
        });
    assertThat(events).hasSize(400);
    List<LogLine> lines = client.logs(name, LogRequest.newest(10_000));
    assertThat(lines).hasSize(801);
    assertThat(lines.get(0).text()).isEqualTo("Created.");
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(
            line -> {
              String event = events.get(line.invocation());
              assertThat(line.text())
                  .isEqualTo((line.stream().equals("stdout") ? "out " : "err ") + event);
            });
  }

  @Test
  void shouldCutLongLinesAndReplaceWhatIsNoText() throws Exception {
    String name = name("odd-output");
    create(
        Sources.python(
            name,
            """
            import os
            def handler(event, context):
                os.write(1, b"bad \\xff\\xfe bytes\\n")
                os.write(1, b"nul \\x00 here\\n")
                os.write(1, b"l" * (200 << 10) + b"\\n")
                os.write(1, b"after\\n")
            """));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(result.problem()).isNull();
    List<LogLine> lines = client.logs(name, LogRequest.of(result.invocation()));
    assertThat(lines.get(0).text()).startsWith("bad \uFFFD").endsWith(" bytes");
    assertThat(lines.get(lines.size() - 1).text()).isEqualTo("after");
    assertThat(lines).allMatch(line -> line.text().length() <= 1 << 20);
  }

  @Test
  void shouldKeepLinesThatAreWrittenWhileTheHandlerLoads() throws Exception {
    String name = name("loading");
    create(
        Sources.python(
            name, "print('loading')\ndef handler(event, context):\n    print('running')\n"));
    InvokeResult first = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(client.logs(name, LogRequest.of(first.invocation())))
        .extracting(LogLine::text)
        .containsExactly("loading", "running");
    InvokeResult second = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(client.logs(name, LogRequest.of(second.invocation())))
        .extracting(LogLine::text)
        .containsExactly("running");
  }
}
