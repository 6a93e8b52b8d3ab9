package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Searching many lines, and that they do not become too many. */
@ResourceLock(Lane.OWN_SERVER)
class LogSearchTest {
  private static final int CALLS = 12;
  private static final int LINES = 500;

  @TempDir Path folder;

  @Test
  void shouldFindTheSameAfterAKillAndWithoutItsIndex() throws Exception {
    Path index = folder.resolve("data/log-index");
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      write(server.client());
      requireFound(server.client());
      Await.until("lines are indexed", () -> files(index) > 0);
      requireFound(server.client());

      server.kill9();
      server = server.restart();
      requireFound(server.client());

      server.kill9();
      delete(index);
      server = server.restart();
      Await.until("the index is made anew", () -> files(index) > 0);
      requireFound(server.client());
      server.client().invoke("chatty", InvokeRequest.json("99"));
      requireTexts(
          server.client(), request(null, "CALL 99 line 499", 10), "Call 99 Line 499 größer");
    } finally {
      server.close();
    }
  }

  private static void write(SluiceClient client) throws IOException {
    client.createFunction(
        Sources.python(
            "chatty",
            """
            import logging
            def handler(event, context):
                for i in range(%d):
                    print(f"Call {event} Line {i:03} größer")
                logging.getLogger("mine").error("the end of %%s", event)
            """
                .formatted(LINES)));
    for (int call = 0; call < CALLS; call++) {
      InvokeResult result = client.invoke("chatty", InvokeRequest.json(Integer.toString(call)));
      assertThat(result.problem()).isNull();
    }
  }

  private static void requireFound(SluiceClient client) throws IOException {
    requireTexts(client, request(null, "LL 0 LINE 007 GRÖß", 10), "Call 0 Line 007 größer");
    requireTexts(
        client, request(null, "Line 499", 2), "Call 10 Line 499 größer", "Call 11 Line 499 größer");
    requireTexts(client, request(null, "line 500", 10));
    requireTexts(client, request("error", null, 2), "the end of 10", "the end of 11");
    requireTexts(client, request("error", "OF 3", 2), "the end of 3");
    assertThat(client.logs("chatty", request(null, "ö", 10_000))).hasSize(CALLS * LINES);
  }

  private static LogRequest request(String level, String text, int limit) {
    return new LogRequest(null, null, level, text, null, null, limit);
  }

  private static void requireTexts(SluiceClient client, LogRequest request, String... texts)
      throws IOException {
    assertThat(client.logs("chatty", request)).extracting(LogLine::text).containsExactly(texts);
  }

  private static int files(Path index) throws IOException {
    if (!Files.isDirectory(index)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(index)) {
      return (int) files.filter(file -> !file.endsWith("write.lock")).count();
    }
  }

  private static void delete(Path index) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(index);
  }

  @Test
  void shouldKeepNoMoreOfANamespaceThanItMay() throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .config("records.retention = 5s\nlogs.retention = 1d\nlogs.max-bytes = 100KiB\n")
            .start()) {
      SluiceClient client = server.client();
      write(client);
      List<LogLine> kept =
          Await.value(
              "the first lines are removed",
              () -> client.logs("chatty", LogRequest.newest(10_000)),
              lines -> lines.size() < LINES);

      assertThat(kept).hasSizeGreaterThan(LINES / 2);
      assertThat(kept.get(kept.size() - 1).text()).isEqualTo("the end of 11");
      requireTexts(client, request(null, "of 11", 2), "the end of 11");
      requireTexts(client, request(null, "of 10", 2));
    }
  }
}
