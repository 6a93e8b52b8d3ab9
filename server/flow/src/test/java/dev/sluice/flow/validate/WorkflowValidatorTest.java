package dev.sluice.flow.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkflowValidatorTest {
  private static final String HEAD =
      """
      document:
        dsl: 1.0.3
        namespace: test
        name: flow
        version: 1.0.0
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- a: {set: {x: 1}, then: c}\\n- b: {wait: PT1S}\\n- c: {wait: PT1S}|unreachable-task 8:3 /do/1/b",
        "- a: {set: {x: 1}, then: nowhere}|unknown-target 7:26 /do/0/a/then",
        "- a: {do: [{b: {wait: PT1S}}], then: b}|target-out-of-scope 7:38 /do/0/a/then",
        "- a: {fork: {branches: [{x: {wait: PT1S, then: y}}, {y: {wait: PT1S}}]}}"
            + "|target-out-of-scope 7:48 /do/0/a/fork/branches/0/x/then",
        "- a: {wait: PT1S}\\n- a: {wait: PT1S}|duplicate-name 8:3 /do/1/a",
        "- a:\\n    wait: PT1S\\n    wait: PT2S|duplicate-key 9:5 /do/0/a/wait",
        "- a: {wait: PT1S, set: {x: 1}}|several-kinds 7:19 /do/0/a/set",
        "- a: {wait: PT1S}\\n  b: {wait: PT1S}|several-kinds 8:3 /do/0/b",
        "- a: {sett: {x: 1}}|unknown-kind 7:7 /do/0/a/sett",
        "- a: {if: .x}|missing-kind 7:6 /do/0/a",
        "- a:\\n  wait: PT1S|wrong-type 7:5 /do/0/a;several-kinds 8:3 /do/0/wait;wrong-type 8:9 /do/0/wait",
        "- a: {wait: 5 minutes}|invalid-duration 7:13 /do/0/a/wait",
        "- a: {wait: {minuts: 5}}|unknown-key 7:14 /do/0/a/wait/minuts",
        "- a: {if: '.x ==', wait: PT1S}|invalid-expression 7:11 /do/0/a/if",
        "- a: {set: {x: [\"${ .a. }\"]}}|invalid-expression 7:17 /do/0/a/set/x/0",
        "- a: {set: {x: '${ nosuch(1) }'}}|invalid-expression 7:16 /do/0/a/set/x",
        "- a: {raise: {error: lost}}|undefined-reference 7:22 /do/0/a/raise/error",
        "- a: {wait: PT1S, timeout: long}|undefined-reference 7:28 /do/0/a/timeout",
        "- a: {try: [{b: {wait: PT1S}}], catch: {retry: x}}|undefined-reference 7:48 /do/0/a/catch/retry",
        "- a: {call: http, with: {method: get, endpoint: {uri: 'https://x.y', authentication: {use: z}}}}"
            + "|undefined-reference 7:92 /do/0/a/with/endpoint/authentication/use",
        "- a: {call: f@shop}|undefined-reference 7:13 /do/0/a/call",
        "- a: {switch: [{x: {when: .y}}]}|missing-key 7:20 /do/0/a/switch/0/x",
        "- a: {switch: []}|missing-key 7:15 /do/0/a/switch",
        "- a: {call: http, with: {method: get}}|missing-key 7:25 /do/0/a/with",
        "- a: {call: http, with: {method: get, endpoint: x}}|invalid-uri 7:49 /do/0/a/with/endpoint",
        "- a: {listen: {to: {all: [{with: {type: x}, correlate: {k: {}}}]}}}"
            + "|missing-key 7:60 /do/0/a/listen/to/all/0/correlate/k",
        "- a: {listen: {to: {all: [{with: {type: x}, correlate: {k: {from: .k}}}, {with: {type: y}}]}}}"
            + "|missing-correlation 7:74 /do/0/a/listen/to/all/1",
        "- a: {listen: {to: {all: [], any: []}}}|exclusive-keys 7:30 /do/0/a/listen/to/any",
        "- a: {run: {shell: {command: x}, return: al}}|invalid-value 7:42 /do/0/a/run/return"
      })
  void shouldSayWhatIsWrongAndWhere(String tasks, String expected) {
    List<Problem> problems = check(HEAD + "do:\n" + tasks.replace("\\n", "\n") + "\n");

    assertThat(problems.stream().map(WorkflowValidatorTest::line))
        .containsExactly(expected.split(";"));
  }

  @Test
  void shouldTellEveryProblemInOneAnswer() {
    List<Problem> problems =
        check(
            """
            document:
              dsl: 0.8.0
              namespace: -x
              version: 1.0
              nam: flow
            tasks: []
            timeuot:
              after: PT1S
            use:
              retries:
                again: {delay: 5s}
            """);

    assertThat(problems.stream().map(WorkflowValidatorTest::line))
        .containsExactlyInAnyOrder(
            "missing-key 1:1 ",
            "missing-key 2:3 /document",
            "unsupported-dsl 2:8 /document/dsl",
            "invalid-name 3:14 /document/namespace",
            "wrong-type 4:12 /document/version",
            "unknown-key 5:3 /document/nam",
            "suspicious-key 7:1 /timeuot",
            "invalid-duration 11:20 /use/retries/again/delay");
    assertThat(problems)
        .extracting(Problem::message)
        .contains("unknown key 'nam'; did you mean 'name'?");
  }

  @Test
  void shouldAskForFunctionsOfThePlatform() {
    Functions functions =
        new Functions() {
          @Override
          public boolean has(String name) {
            return name.equals("hello");
          }

          @Override
          public boolean has(String name, String qualifier) {
            return qualifier.equals("live");
          }
        };
    String text =
        HEAD
            + """
            use: {functions: {own: {wait: PT1S}}}
            do:
            - a: {call: hello, with: {qualifier: live}}
            - b: {call: helo}
            - c: {call: own}
            - d: {call: hello, with: {qualifier: test}}
            - e: {call: 'https://example.com/f.yaml'}
            """;

    assertThat(
            WorkflowValidator.check(Document.read(text).orThrow(), functions).stream()
                .map(WorkflowValidatorTest::line))
        .containsExactly(
            "unknown-function 9:13 /do/1/b/call", "unknown-qualifier 11:38 /do/3/d/with/qualifier");
    assertThat(check(text)).isEmpty();
  }

  @Test
  void shouldReachTasksThroughEveryPath() {
    assertThat(
            check(
                HEAD
                    + """
                    do:
                    - a: {switch: [{x: {when: .x, then: d}}, {y: {then: c}}]}
                    - b: {wait: PT1S, then: end}
                    - c: {if: .x, wait: PT1S, then: b}
                    - d: {raise: {error: {type: 'https://x.y/z', status: 1}}, if: .y}
                    - e: {wait: PT1S}
                    """))
        .isEmpty();
  }

  @Test
  void shouldJudgeLargeDocuments() {
    StringBuilder text = new StringBuilder(HEAD).append("do:\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("- t").append(i).append(": {wait: PT1S, then: t").append(i + 1).append("}\n");
    }

    assertThat(check(text.toString()).stream().map(WorkflowValidatorTest::line))
        .containsExactly("unknown-target 100006:30 /do/99999/t99999/then");
  }

  @Test
  void shouldSayThatNothingIsThere() {
    assertThat(check("").stream().map(WorkflowValidatorTest::line))
        .containsExactly("wrong-type 1:1 ");
  }

  private static List<Problem> check(String text) {
    return WorkflowValidator.check(text.getBytes(StandardCharsets.UTF_8), null);
  }

  private static String line(Problem problem) {
    return "%s %d:%d %s"
        .formatted(
            problem.code().text(),
            problem.position().line(),
            problem.position().column(),
            problem.path());
  }
}
