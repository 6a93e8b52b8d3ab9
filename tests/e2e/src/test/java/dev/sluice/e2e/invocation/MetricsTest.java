package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is told at {@code /metrics}, looked at by Prometheus's own tool. */
class MetricsTest extends SharedServerTest {

  @Test
  void shouldGivePromtoolNothingToSay() throws Exception {
    String name = name("measured");
    create(
        Sources.python(name, "def handler(event, context):\n    return 1 / event.get('by', 1)\n"));
    call(name, "{}");
    client.invoke(name, InvokeRequest.json("{\"by\":0}"));
    client.queue().invoke(name, InvokeRequest.json("{}"));
    http.get("/v1/functions/nobody");

    String open = http.withToken(null).get("/metrics").text();
    assertThat(open).contains("sluice_invocations_total{status=\"failed\"}");
    assertThat(promtool(open)).isEmpty();
    assertThat(promtool(http.get("/metrics").text())).isEmpty();
    assertThat(promtool("# TYPE wrong counter\nwrong 1\n")).as("the tool looks").isNotEmpty();
  }

  private static String promtool(String metrics) throws Exception {
    Process tool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (OutputStream in = tool.getOutputStream()) {
      in.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return tool.waitFor() == 0 ? said : said + "exit status " + tool.exitValue();
  }
}
