package dev.sluice.core.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.engine.Enclosing;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.test.TestResult.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workflows and single states with mocks in place of calls. */
class TestRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HEAD =
      "document: {dsl: 1.0.3, namespace: test, name: order, version: 1.0.0}\n";

  private static final String ORDER =
      HEAD
          + """
          do:
            - price:
                input: {from: "${ {id: .order} }"}
                call: price-of
                output: {as: "${ {total: .amount} }"}
                export: {as: "${ {price: .total} }"}
            - decide:
                switch:
                  - large: {when: .total > 1000, then: review}
                  - usual: {then: done}
            - review: {call: ask-somebody}
            - done: {set: {paid: "${ $context.price }"}}
          """;

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Mock gives(String value) {
    return new Mock(false, json(value), Duration.ZERO);
  }

  private static Mock fails(String error) {
    return new Mock(true, json(error), Duration.ZERO);
  }

  private static TestSpec whole(String input, Map<String, List<Mock>> mocks, String... events) {
    return new TestSpec(
        json(input),
        null,
        null,
        mocks,
        List.of(events).stream().map(TestRunTest::json).toList(),
        Map.of());
  }

  private static TestSpec alone(String state, String input, Map<String, List<Mock>> mocks) {
    return new TestSpec(json(input), state, null, mocks, List.of(), Map.of());
  }

  private static TestResult run(String text, TestSpec spec) {
    Program program = WorkflowService.compile(text);
    int only = spec.state() == null ? -1 : Mocks.task(program, spec.state());
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    return new TestRun(program, only, new Mocks(program, spec.mocks()), spec, clock, () -> "id")
        .run();
  }

  private static TestStep step(TestResult result, String name) {
    return result.steps().stream()
        .filter(one -> result.program().taskName(one.task()).equals(name))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static List<String> names(TestResult result) {
    return result.steps().stream().map(one -> result.program().taskName(one.task())).toList();
  }

  @Test
  void shouldRunWholeWorkflowWithMocksAndTellEachStep() {
    TestResult is =
        run(
            ORDER,
            whole(
                "{'order': 7}",
                Map.of(
                    "price", List.of(gives("{'amount': 2000}")),
                    "/do/2/review", List.of(gives("'yes'")))));

    assertThat(is.status()).isEqualTo(Status.COMPLETED);
    assertThat(is.output()).isEqualTo(json("{'paid': 2000}"));
    assertThat(is.context()).isEqualTo(json("{'price': 2000}"));
    assertThat(names(is)).containsExactly("price", "decide", "review", "done");
    TestStep price = is.steps().get(0);
    assertThat(price.rawInput()).isEqualTo(json("{'order': 7}"));
    assertThat(price.input()).isEqualTo(json("{'id': 7}"));
    assertThat(price.rawOutput()).isEqualTo(json("{'amount': 2000}"));
    assertThat(price.output()).isEqualTo(json("{'total': 2000}"));
    assertThat(price.call().request().path("event")).isEqualTo(json("{'id': 7}"));
    assertThat(step(is, "decide").decision()).isEqualTo("large");
    assertThat(is.history().get(is.history().size() - 1))
        .isInstanceOf(HistoryEvent.Completed.class);
  }

  @Test
  void shouldStopAtCallWithoutMockAndSayWhichOne() {
    TestResult is = run(ORDER, whole("{'order': 7}", Map.of()));

    assertThat(is.status()).isEqualTo(Status.UNMOCKED);
    assertThat(is.message())
        .isEqualTo("The task /do/0/price calls the function price-of and has no mock.");
    assertThat(is.unmocked().request().path("event")).isEqualTo(json("{'id': 7}"));
    assertThat(is.steps().get(0).status()).isEqualTo(TestStep.Status.WAITING);
  }

  @Test
  void shouldRunOneStateAloneWithItsFiltersAndTellWhatComesNext() {
    TestResult price =
        run(
            ORDER,
            alone("price", "{'order': 7}", Map.of("price", List.of(gives("{'amount': 5}")))));
    TestResult decide = run(ORDER, alone("/do/1/decide", "{'total': 1001}", Map.of()));
    TestResult done =
        run(
            ORDER,
            new TestSpec(json("{}"), "done", json("{'price': 3}"), Map.of(), List.of(), Map.of()));

    assertThat(price.status()).isEqualTo(Status.COMPLETED);
    assertThat(price.output()).isEqualTo(json("{'total': 5}"));
    assertThat(price.next()).isEqualTo("decide");
    assertThat(price.context()).isEqualTo(json("{'price': 5}"));
    assertThat(names(price)).containsExactly("price");
    assertThat(decide.next()).isEqualTo("review");
    assertThat(decide.steps().get(0).decision()).isEqualTo("large");
    assertThat(done.output()).isEqualTo(json("{'paid': 3}"));
    assertThat(done.next()).isEqualTo("end");
  }

  @Test
  void shouldEndWithStateThatGoesBackToItself() {
    String text = HEAD + "do:\n  - again: {set: {n: \"${ .n + 1 }\"}, then: again}\n";

    TestResult is = run(text, alone("again", "{'n': 1}", Map.of()));

    assertThat(is.output()).isEqualTo(json("{'n': 2}"));
    assertThat(is.next()).isEqualTo("again");
  }

  @Test
  void shouldTellErrorOfOneState() {
    String text = HEAD + "do:\n  - add: {set: \"${ .a + .b }\"}\n  - rest: {set: {x: 1}}\n";

    TestResult is = run(text, alone("add", "{'a': 1, 'b': {}}", Map.of()));

    assertThat(is.status()).isEqualTo(Status.FAULTED);
    assertThat(is.error().type()).endsWith("/expression");
    assertThat(is.error().instance()).isEqualTo("/do/0/add");
    assertThat(is.next()).isNull();
    assertThat(is.steps())
        .extracting(TestStep::status, TestStep::rawInput)
        .containsExactly(tuple(TestStep.Status.FAULTED, json("{'a': 1, 'b': {}}")));
  }

  private static final String TRIED =
      HEAD
          + """
          do:
            - safe:
                try:
                  - ask: {call: shop}
                catch:
                  errors: {with: {status: 503}}
                  retry: {delay: PT1H, limit: {attempt: {count: 2}}}
                  do:
                    - sorry: {set: {sorry: true}}
          """;

  @Test
  void shouldRetryByListOfMocksInTimeOfItsOwn() {
    TestResult is =
        run(
            TRIED,
            whole(
                "{}",
                Map.of(
                    "ask",
                    List.of(
                        fails("{'status': 503}"), fails("{'status': 503}"), gives("{'ok': 1}")))));

    assertThat(is.output()).isEqualTo(json("{'ok': 1}"));
    assertThat(names(is)).containsExactly("safe", "ask", "ask", "ask");
    assertThat(step(is, "safe").attempts()).isEqualTo(3);
    assertThat(is.steps())
        .extracting(TestStep::status)
        .containsExactly(
            TestStep.Status.COMPLETED,
            TestStep.Status.FAULTED,
            TestStep.Status.FAULTED,
            TestStep.Status.COMPLETED);
    assertThat(step(is, "ask").at()).isEqualTo(START.plus(Duration.ofHours(2)).toEpochMilli());
  }

  @Test
  void shouldCatchErrorOfMockAndFaultByAnother() {
    TestResult caught = run(TRIED, whole("{}", Map.of("ask", List.of(fails("{'status': 503}")))));
    TestResult other =
        run(
            TRIED,
            whole("{}", Map.of("ask", List.of(fails("{'status': 400, 'detail': 'no such'}")))));

    assertThat(caught.output()).isEqualTo(json("{'sorry': true}"));
    assertThat(other.status()).isEqualTo(Status.FAULTED);
    assertThat(other.error().detail()).isEqualTo("no such");
    assertThat(other.steps())
        .extracting(TestStep::status)
        .containsExactly(TestStep.Status.FAULTED, TestStep.Status.FAULTED);
  }

  @Test
  void shouldTellAnswersOfHttpByTheirContent() {
    String text =
        HEAD
            + """
            do:
              - page: {call: http, with: {method: get, endpoint: 'https://shop.example/{id}'}}
              - whole:
                  call: http
                  with: {method: get, endpoint: 'https://shop.example', output: response}
            """;

    TestResult is =
        run(
            text,
            whole(
                "{'id': 7}",
                Map.of(
                    "page", List.of(gives("{'id': 8}")),
                    "whole", List.of(gives("{'statusCode': 201}")))));
    TestResult none = run(text, whole("{'id': 7}", Map.of()));
    TestResult failed =
        run(text, whole("{'id': 7}", Map.of("page", List.of(fails("{'status': 404}")))));

    assertThat(step(is, "page").output()).isEqualTo(json("{'id': 8}"));
    assertThat(is.output()).isEqualTo(json("{'statusCode': 201, 'headers': {}}"));
    assertThat(none.message()).contains("calls get https://shop.example/7 and has no mock");
    assertThat(failed.error().type()).endsWith("/communication");
    assertThat(failed.error().status()).isEqualTo(404);
  }

  @Test
  void shouldWaitWithoutTimeAndTimeOut() {
    String text =
        HEAD
            + """
            do:
              - later: {wait: {days: 40}}
              - slow: {call: sloth, timeout: {after: PT5S}}
            """;
    Mock slow = new Mock(false, json("1"), Duration.ofSeconds(6));
    Mock quick = new Mock(false, json("1"), Duration.ofSeconds(4));

    TestResult late = run(text, whole("{}", Map.of("slow", List.of(slow))));
    TestResult is = run(text, whole("{}", Map.of("slow", List.of(quick))));

    assertThat(late.status()).isEqualTo(Status.FAULTED);
    assertThat(late.error().type()).endsWith("/timeout");
    assertThat(is.status()).isEqualTo(Status.COMPLETED);
    assertThat(step(is, "slow").endedAt())
        .isEqualTo(START.plus(Duration.ofDays(40)).plusSeconds(4).toEpochMilli());
  }

  private static final String PAID =
      HEAD
          + """
          do:
            - paid:
                listen: {to: {all: [{with: {type: paid}}, {with: {type: packed}}]}}
            - sum: {set: {n: "${ length }"}}
          """;

  @Test
  void shouldDeliverEventsAndTellWhichAreMissing() {
    String paid = "{'specversion':'1.0','id':'1','source':'s','type':'paid','data':1}";
    String packed = "{'specversion':'1.0','id':'2','source':'s','type':'packed','data':2}";
    String other = "{'specversion':'1.0','id':'3','source':'s','type':'other'}";

    TestResult is = run(PAID, whole("{}", Map.of(), other, packed, paid));
    TestResult waits = run(PAID, whole("{}", Map.of(), paid, other));

    assertThat(is.output()).isEqualTo(json("{'n': 2}"));
    assertThat(waits.status()).isEqualTo(Status.WAITING);
    assertThat(waits.message()).isEqualTo("No more events come, and /do/0/paid waits for one.");
    assertThat(waits.listeners()).hasSize(1);
    assertThat(waits.listeners().get(0).misses())
        .extracting(miss -> miss.why())
        .containsExactly("type was \"other\", and \"packed\" is expected");
  }

  @Test
  void shouldTakeEventsThatItEmitsItself() {
    String text =
        HEAD
            + """
            do:
              - both:
                  fork:
                    branches:
                      - hear: {listen: {to: {one: {with: {type: said}}}}}
                      - say: {emit: {event: {with: {source: "https://here.example", type: said, data: 5}}}}
            """;

    TestResult is = run(text, whole("{}", Map.of()));

    assertThat(is.status()).isEqualTo(Status.COMPLETED);
    assertThat(is.output().get(0)).isEqualTo(json("[5]"));
  }

  @Test
  void shouldTellWhatCompetitionCutOff() {
    String text =
        HEAD
            + """
            do:
              - race:
                  fork:
                    compete: true
                    branches:
                      - slow: {wait: PT1H}
                      - fast: {wait: PT1S}
            """;

    TestResult is = run(text, whole("{}", Map.of()));

    assertThat(step(is, "slow").status()).isEqualTo(TestStep.Status.CANCELLED);
    assertThat(step(is, "fast").status()).isEqualTo(TestStep.Status.COMPLETED);
  }

  @Test
  void shouldMockFunctionOfDocumentWhereItIsCalled() {
    String text =
        HEAD
            + """
            use: {functions: {look: {call: http, with: {method: get, endpoint: 'https://a.example'}}}}
            do:
              - first: {call: look}
              - second: {call: look}
            """;

    TestResult is =
        run(text, whole("{}", Map.of("first", List.of(gives("1")), "second", List.of(gives("2")))));

    assertThat(is.status()).isEqualTo(Status.COMPLETED);
    assertThat(step(is, "first").output()).isEqualTo(json("1"));
    assertThat(is.output()).isEqualTo(json("2"));
  }

  @Test
  void shouldStopAtItsBounds() {
    String endless = HEAD + "do:\n  - a: {set: {n: 1}}\n  - b: {set: {n: 2}, then: a}\n";
    String growing =
        HEAD + "do:\n  - a: {set: {x: \"${ . }\", y: \"${ . }\", z: \"${ . }\"}, then: a}\n";

    TestResult loop = run(endless, whole("{}", Map.of()));
    TestResult large = run(growing, whole("{}", Map.of()));

    assertThat(loop.status()).isEqualTo(Status.STOPPED);
    assertThat(loop.message()).contains("after 10000 steps");
    assertThat(large.status()).isEqualTo(Status.STOPPED);
    assertThat(large.message()).contains("4 MiB");
    assertThat(large.context().isNull()).isTrue();
    assertThat(large.history().stream().mapToLong(one -> HistoryCodec.text(one).length()).sum())
        .isLessThan(5 << 20);
  }

  @Test
  void shouldRefuseWrongReferencesAndWrongDefinitions() {
    String twice =
        HEAD + "do:\n  - one: {do: [{same: {call: a}}]}\n  - two: {do: [{same: {call: a}}]}\n";
    Map<String, List<Mock>> none = Map.of();

    refused(ORDER, alone("nothing", "{}", none), "no task nothing");
    refused(twice, alone("same", "{}", none), "2 tasks same");
    refused(ORDER, whole("{}", Map.of("prize", List.of(gives("1")))), "no task prize");
    refused(ORDER, whole("{}", Map.of("decide", List.of(gives("1")))), "calls nothing");
    refused(HEAD + "do:\n  - a: {set: {}, then: b}\n", whole("{}", none), "line 3");
  }

  private static void refused(String text, TestSpec spec, String why) {
    assertThatThrownBy(() -> run(text, spec))
        .isInstanceOfSatisfying(SluiceException.class, e -> assertThat(e.detail()).contains(why));
  }

  private static final String INSIDE =
      HEAD
          + """
          do:
            - outer:
                for: {each: order, in: .orders, at: place}
                do:
                  - inner:
                      for: {in: "$order.items"}
                      do:
                        - step: {set: {is: "${ [$order.id, $place, $item, $index] }"}}
                  - guarded:
                      try:
                        - tried: {set: {is: "${ $place }"}}
                      catch:
                        errors: {with: {status: 404}}
                        as: why
                        do:
                          - handle: {set: {is: "${ [$why.status, $place] }"}}
          """;

  @Test
  void shouldTakeVariablesAroundAStateFromFirstRoundsOfTheInput() {
    String input = "{'orders': [{'id': 7, 'items': ['tea', 'cup']}]}";

    assertThat(run(INSIDE, alone("step", input, Map.of())).output())
        .isEqualTo(json("{'is': [7, 0, 'tea', 0]}"));
    assertThat(run(INSIDE, alone("handle", input, Map.of())).output())
        .isEqualTo(json("{'is': [404, 0]}"));
    assertThat(run(INSIDE, alone("step", "{}", Map.of())).status()).isEqualTo(Status.FAULTED);
    assertThat(run(INSIDE, alone("inner", input, Map.of())).steps()).hasSize(3);
  }

  @Test
  void shouldTakeVariablesAroundAStateAsTheyAreGiven() {
    Map<String, JsonNode> given =
        Map.of("order", json("{'id': 8, 'items': ['pot']}"), "place", json("3"));
    TestSpec spec = new TestSpec(json("{}"), "step", null, Map.of(), List.of(), given);

    assertThat(run(INSIDE, spec).output()).isEqualTo(json("{'is': [8, 3, 'pot', 0]}"));
    Program program = WorkflowService.compile(INSIDE);
    assertThat(Enclosing.of(program, Mocks.task(program, "step")).names())
        .containsExactly("order", "place", "item", "index");
    assertThat(Enclosing.of(program, Mocks.task(program, "tried")).names())
        .containsExactly("order", "place");
  }
}
