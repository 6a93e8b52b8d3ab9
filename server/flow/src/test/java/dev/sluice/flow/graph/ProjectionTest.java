package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Conformance;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProjectionTest {
  @Test
  void shouldDrawStatesOfTheWhitepaper() {
    Graph graph =
        graph(
            """
            do:
            - event: {listen: {to: {one: {with: {type: x}}}}}
            - operation: {call: f}
            - choice: {switch: [{a: {when: .a, then: pass}}, {b: {then: end}}]}
            - pass: {set: {x: 1}, then: wait}
            - fail: {raise: {error: e}}
            - wait: {wait: PT1S, then: parallel}
            - odd: {wait: PT1S, set: {x: 1}}
            - parallel: {fork: {branches: [{x: {wait: PT1S}}, {y: {wait: PT1S}}]}}
            - each: {for: {in: .x}, do: [{z: {wait: PT1S, then: exit}}]}
            - tried: {try: [{u: {wait: PT1S, then: end}}], catch: {do: [{v: {wait: PT1S}}]}}
            """);

    assertThat(graph.states())
        .extracting(State::type)
        .containsExactly(
            StateType.START,
            StateType.EVENT,
            StateType.OPERATION,
            StateType.SWITCH,
            StateType.PASS,
            StateType.FAIL,
            StateType.WAIT,
            StateType.UNKNOWN,
            StateType.PARALLEL,
            StateType.FOR_EACH,
            StateType.TRY,
            StateType.EXIT);
    assertThat(edges(graph))
        .containsExactly(
            " start -ORDER-> event",
            "event -ORDER-> operation",
            "operation -ORDER-> choice",
            "choice -CASE a-> pass",
            "choice -CASE b->  exit",
            "pass -THEN-> wait",
            "wait -THEN-> parallel",
            "odd -ORDER-> parallel",
            "parallel -ORDER-> each",
            "each -ORDER-> tried",
            "tried -ORDER->  exit");
    assertThat(edges(inside(graph, "parallel", 0)))
        .containsExactly(
            " start -ORDER-> x", "x -ORDER->  exit", " start -ORDER-> y", "y -ORDER->  exit");
    assertThat(edges(inside(graph, "each", 0)))
        .containsExactly(" start -ORDER-> z", "z -THEN->  exit");
    assertThat(edges(inside(graph, "tried", 0)))
        .containsExactly(" start -ORDER-> u", "u -THEN->  end");
    assertThat(inside(graph, "tried", 1).path().pointer()).isEqualTo("/do/9/tried/catch/do");
  }

  @Test
  void shouldDrawWhatIsNotRightYet() {
    Graph graph =
        graph("do: [{a: {then: nowhere}}, {a: }, 5, {b: {set: 1}, c: {}}, {a: {then: a}}]");

    assertThat(graph.states()).extracting(State::id).containsExactly(" start", "a", "a 2", "a 3");
    assertThat(edges(graph))
        .containsExactly(" start -ORDER-> a", "a 2 -ORDER-> a 3", "a 3 -THEN-> a");
    assertThat(Projection.of(Document.read("do: 5").orThrow())).isEmpty();
    assertThat(edges(graph("do: []"))).containsExactly(" start -ORDER->  exit");
  }

  @Test
  void shouldDrawEveryTaskOfOfficialExamples() {
    Conformance.examples()
        .forEach(
            (name, bytes) -> {
              Document document = Document.read(bytes).orThrow();
              int tasks =
                  Workflow.of(document).allScopes().stream()
                      .mapToInt(scope -> scope.tasks().size())
                      .sum();

              assertThat(Projection.of(document).stream().mapToInt(ProjectionTest::tasks).sum())
                  .as(name)
                  .isEqualTo(tasks)
                  .isPositive();
            });
  }

  private static int tasks(Graph graph) {
    return graph.states().stream()
        .filter(state -> !state.id().startsWith(" "))
        .mapToInt(state -> 1 + state.inside().stream().mapToInt(ProjectionTest::tasks).sum())
        .sum();
  }

  private static Graph graph(String text) {
    return Projection.of(Document.read(text).orThrow()).get(0);
  }

  private static Graph inside(Graph graph, String id, int index) {
    return graph.state(id).orElseThrow().inside().get(index);
  }

  private static List<String> edges(Graph graph) {
    return graph.edges().stream()
        .map(
            edge -> {
              String label = edge.label().isEmpty() ? "" : " " + edge.label();
              return edge.from() + " -" + edge.kind() + label + "-> " + edge.to();
            })
        .toList();
  }
}
