package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Values;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of events that are one state. */
final class EventGroupsTest {
  private static final String PLAIN =
      """
      do:
        # about a
        - a: # here
            # what for
            listen: # quick
              to:
                all:
                  # the money
                  - with: {type: 'paid'}   # quoted
                  - with:
                      type: |
                        packed

            then: c # on
            output:
              as: .[0]
        - c: {wait: PT1S}
      """;
  private static final String GROUPED =
      """
      do:
        # about a
        - a: # here
            fork:
              compete: true
              branches:
                - group1:
                    # what for
                    listen: # quick
                      to:
                        all:
                          # the money
                          - with: {type: 'paid'}   # quoted
                          - with:
                              type: |
                                packed

            then: c # on
            output:
              as: .[0]
        - c: {wait: PT1S}
      """;

  @Test
  void shouldPutEventsIntoAGroupAndBackAsTheyAreWritten() {
    Document plain = Document.read(PLAIN).orThrow();

    Document grouped = GraphEdit.apply(plain, "/do", new GroupEvents("a"));

    assertThat(grouped.text()).isEqualTo(GROUPED);
    assertThat(GraphEdit.apply(grouped, "/do", new UngroupEvents("a")).text()).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"do\": [{\"a\": {\"listen\": {\"to\": {\"one\": {}}}, \"then\": \"end\"}}]}",
        """
        {
          "do": [
            {
              "a": {
                "listen": {"to": {"any": []}}
              }
            }
          ]
        }
        """,
        "do: [{a: {listen: {to: {one: {with: {type: x}}}}, if: .x}}]",
        "do:\n- a:\n    if: .x\n    listen: {to: {one: {with: {type: x}}}}",
        "do:\r\n- a:\r\n    listen:\r\n      to: {any: []}\r\n    then: end\r\n"
      })
  void shouldGroupInEverySyntax(String text) {
    Document plain = Document.read(text).orThrow();
    Document one = GraphEdit.apply(plain, "/do", new GroupEvents("a"));
    Document two = GraphEdit.apply(one, "/do", new AddItem("a", GroupEvents.BRANCHES, other()));

    State state = Projection.of(two).get(0).state("a").orElseThrow();
    assertThat(state.type()).isEqualTo(StateType.EVENT);
    assertThat(state.inside()).isEmpty();
    assertThat(Values.of(two.root()).at("/do/0/a/fork/branches/0/group1/listen"))
        .isEqualTo(Values.of(plain.root()).at("/do/0/a/listen"));
    Document back =
        GraphEdit.apply(
            GraphEdit.apply(two, "/do", new RemoveItem("a", GroupEvents.BRANCHES, 1)),
            "/do",
            new UngroupEvents("a"));
    assertThat(Values.of(back.root())).isEqualTo(Values.of(plain.root()));
  }

  private static JsonNode other() {
    var item = JsonNodeFactory.instance.objectNode();
    item.putObject("b").putObject("listen").putObject("to").putObject("one");
    return item;
  }

  @Test
  void shouldTellWhyThereIsNoGroup() {
    String text = "do: [{a: {wait: PT1S}}, {b: {listen: {to: {any: []}}, foreach: {do: []}}}]";
    Document document = Document.read(text).orThrow();
    assertThat(GraphEdit.refusal(document, "/do", new GroupEvents("a")).orElseThrow())
        .contains("waits for no events");
    assertThat(GraphEdit.refusal(document, "/do", new GroupEvents("b")).orElseThrow())
        .contains("for each event");
    assertThat(GraphEdit.refusal(document, "/do", new UngroupEvents("a"))).isPresent();
    Document twice =
        Document.read(
                "do: [{a: {fork: {compete: true, branches: [{g: {listen: {to: {any: []}},"
                    + " output: {as: .}}}]}, output: {as: .x}}}]")
            .orThrow();
    assertThat(GraphEdit.refusal(twice, "/do", new UngroupEvents("a")).orElseThrow())
        .contains("'output'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compete: false, branches: [{x: {listen: {}}}, {y: {listen: {}}}]",
        "compete: true, branches: [{x: {listen: {}}}]",
        "compete: true, branches: [{x: {listen: {}}}, {y: {wait: PT1S}}]",
        "compete: true, branches: [{x: {listen: {}}}, {y: {listen: {}, then: end}}]",
        "compete: true, branches: [{x: {listen: {}}}, {y: {listen: {}, if: .x}}]",
        "compete: true, branches: [{x: {listen: {}}}, {y: {listen: {}, foreach: {do: []}}}]",
        "compete: true, branches: [{x: {listen: {}}}, {y: {listen: {}}}, 5]"
      })
  void shouldDrawOtherForksAsContainers(String fork) {
    Document document = Document.read("do: [{a: {fork: {" + fork + "}}}]").orThrow();

    State state = Projection.of(document).get(0).state("a").orElseThrow();

    assertThat(state.type()).isEqualTo(StateType.PARALLEL);
    assertThat(state.inside()).hasSize(1);
  }

  @Test
  void shouldBelongToItsStateInIndexAndComparison() {
    String text =
        "do: [{a: {fork: {compete: true, branches:"
            + " [{x: {listen: {to: {one: {with: {type: t}}}}}}, {y: {listen: {}}}]}}}]";
    Document document = Document.read(text).orThrow();
    StateIndex index = StateIndex.of(document);
    String part = "/do/0/a/fork/branches/0/x";

    assertThat(index.entries()).extracting(StateIndex.Entry::key).containsExactly("/do/a");
    assertThat(index.at(part + "/listen").orElseThrow().key()).isEqualTo("/do/a");
    assertThat(index.exactly(part)).isEmpty();
    GraphDiff diff =
        GraphDiff.of(document, Document.read(text.replace("type: t", "type: u")).orThrow());
    assertThat(diff.states().keySet()).isEqualTo(Set.of("/do/a"));
    assertThat(diff.state("/do/a").orElseThrow().aspects())
        .isEqualTo(Set.of(GraphDiff.Aspect.TASK));
    assertThat(List.copyOf(diff.drawings())).hasSize(1);
  }
}
