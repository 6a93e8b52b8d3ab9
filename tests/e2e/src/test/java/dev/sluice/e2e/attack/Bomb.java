package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a hostile function does to the host or the platform, and what must come of it.
 *
 * @param outcomes codes of errors, or {@link #ANSWER}; each of them is as good
 * @param reason what the function's log, the server's log or the error says; null where the answer
 *     says it all
 */
record Bomb(String name, List<String> outcomes, Pattern reason) {
  static final String ANSWER = "ok";

  static Bomb of(String name, String outcomes, String reason) {
    return new Bomb(
        name, List.of(outcomes.split(",", 0)), reason.equals("-") ? null : Pattern.compile(reason));
  }

  /**
   * Short for what would not end before; on a busy machine what ends otherwise may take a while.
   */
  double timeoutSeconds() {
    return outcomes.contains(ErrorCode.FUNCTION_TIMED_OUT.code()) ? 1 : 30;
  }

  /** The table of what every language can do. */
  static List<Bomb> all() {
    return Catalogue.rows("bombs.txt")
        .map(row -> row.split(" {2,}", 3))
        .map(columns -> of(columns[0], columns[1], columns[2]))
        .toList();
  }

  /**
   * Checks what came of it; returns when the reason has been told.
   *
   * @param logged what the server's own log had before
   */
  void assertOutcome(ServerProcess server, String function, InvokeResult result, String logged)
      throws Exception {
    String outcome = result.problem() == null ? ANSWER : result.problem().code();
    assertThat(outcomes).as("%s: %s %s", name, result.problem(), result.text()).contains(outcome);
    if (result.problem() != null) {
      assertThat(server.client().invocation(result.invocation()).error())
          .as(name)
          .isEqualTo(result.problem().error());
    }
    Await.value(
        name + " is explained by " + reason,
        () -> told(server, function, result, logged),
        told -> reason == null || reason.matcher(told).find());
  }

  private static String told(
      ServerProcess server, String function, InvokeResult result, String logged)
      throws IOException {
    return platformLines(server, function, result)
        + (result.problem() == null ? "" : result.problem().detail())
        + server.output().substring(logged.length());
  }

  /** What the platform wrote into the function's log about this call. */
  static String platformLines(ServerProcess server, String function, InvokeResult result)
      throws IOException {
    return server.client().logs(function, LogRequest.of(result.invocation())).stream()
        .filter(line -> line.stream().equals("platform"))
        .map(LogLine::text)
        .collect(Collectors.joining("\n"));
  }
}
