package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.text.Document;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GraphEditTest {
  private static final int WORKFLOWS = Integer.getInteger("graph.workflows", 1500);
  private static final String SCOPE = "/do";

  /**
   * For a random workflow and random edits of it: the drawing of the edited text is the edited
   * drawing, and lines of tasks that an edit is not about are the same but for a {@code then}.
   */
  @Test
  void shouldDrawEditedTextAsEditedDrawing() {
    long first = Long.getLong("seed", System.nanoTime());
    int applied = 0;
    for (long seed = first; seed < first + WORKFLOWS; seed++) {
      Random random = new Random(seed);
      Document document = Document.read(new RandomWorkflow(random).text()).orThrow();
      for (int step = 0; step < 4; step++) {
        ScopeModel model = ScopeModel.of(document);
        GraphEdit edit = RandomEdit.of(random, model);
        if (GraphEdit.refusal(document, SCOPE, edit).isPresent()) {
          continue;
        }
        Document edited = edited(document, edit, seed);
        ScopeModel expected = model.apply(edit);
        String about =
            "seed %d, %s on\n%s\ngave\n%s".formatted(seed, edit, document.text(), edited.text());
        assertThat(ScopeModel.of(edited).drawn()).as(about).isEqualTo(expected.drawn());
        assertThat(Remains.of(edited.text(), edit))
            .as(about)
            .containsAll(Remains.of(document.text(), edit));
        document = edited;
        applied++;
      }
    }
    assertThat(applied).as("edits from seed %d on", first).isGreaterThan(WORKFLOWS);
  }

  /**
   * For a random workflow: tidied, it is drawn with the same arrows; tidied twice, it is the same.
   */
  @Test
  void shouldTidyOrderAndKeepEveryTransition() {
    long first = Long.getLong("seed", System.nanoTime());
    int changed = 0;
    for (long seed = first; seed < first + WORKFLOWS; seed++) {
      Document document = Document.read(new RandomWorkflow(new Random(seed)).text()).orThrow();
      Document tidy = edited(document, new TidyOrder(), seed);
      String about = "seed %d on\n%s\ngave\n%s".formatted(seed, document.text(), tidy.text());
      assertThat(arrows(tidy)).as(about).isEqualTo(arrows(document));
      assertThat(edited(tidy, new TidyOrder(), seed).text()).as(about).isEqualTo(tidy.text());
      changed += tidy.text().equals(document.text()) ? 0 : 1;
    }
    assertThat(changed).as("workflows from seed %d on that were untidy", first).isPositive();
  }

  private static List<String> arrows(Document document) {
    return Projection.of(document).get(0).edges().stream()
        .map(edge -> edge.from() + " -> " + edge.to() + " " + edge.label())
        .sorted()
        .toList();
  }

  @Test
  void shouldTidyOrder() {
    Document tangled =
        Document.read(
                """
                do:
                  - a:
                      wait: PT1S
                      then: c
                  # about b
                  - b:
                      wait: PT1S
                      then: exit
                  - c:
                      wait: PT1S
                      then: b
                """)
            .orThrow();
    assertThat(GraphEdit.apply(tangled, SCOPE, new TidyOrder()).text())
        .isEqualTo(
            """
            do:
              - a:
                  wait: PT1S
              - c:
                  wait: PT1S
              # about b
              - b:
                  wait: PT1S
            """);
  }

  @Test
  void shouldStartFromNothingOnLinesOfItsOwn() {
    Document empty = Document.read("document: {dsl: 1.0.3}\ndo: [] # none yet\n").orThrow();
    Document one = GraphEdit.apply(empty, SCOPE, new AddTask(State.START, "n", body()));
    assertThat(one.text())
        .isEqualTo("document: {dsl: 1.0.3}\ndo: # none yet\n  - n:\n      wait: PT5S\n");
    Document none = GraphEdit.apply(one, SCOPE, new RemoveTask("n"));
    assertThat(Projection.of(none).get(0).states()).hasSize(2);
  }

  @Test
  void shouldLeadCaseElsewhereAndSetValues() {
    assertThat(apply(new SetCase("c", "x", "a")))
        .isEqualTo(TEXT.replace("then: continue", "then: a"));
    assertThat(apply(new SetValue("a", List.of("wait"), ScopeText.text("PT2S"))))
        .isEqualTo(TEXT.replace("    wait: PT1S\n", "    wait: PT2S\n"));
    assertThat(apply(new SetValue("c", List.of("switch", "0", "x", "when"), ScopeText.text(".y"))))
        .isEqualTo(TEXT.replace("when: .x", "when: .y"));
    assertThat(apply(new SetValue("a", List.of("input", "from"), ScopeText.text(".z"))))
        .isEqualTo(
            TEXT.replace(
                "    wait: PT1S\n\n", "    wait: PT1S\n      input:\n        from: .z\n\n"));
  }

  @Test
  void shouldFindStatesByKeysPointersAndPlaces() {
    String text = "do:\n- a: {wait: PT1S}\n- l:\n    do:\n    - s: {wait: PT1S}\n";
    StateIndex index = StateIndex.of(Document.read(text).orThrow());
    assertThat(index.entries())
        .extracting(StateIndex.Entry::key)
        .containsExactly("/do/a", "/do/l", "/do/l/do/s");
    assertThat(index.at("/do/1/l/do/0/s/wait").orElseThrow().key()).isEqualTo("/do/l/do/s");
    assertThat(index.at(text.indexOf("s: {") + 5).orElseThrow().key()).isEqualTo("/do/l/do/s");
    assertThat(index.at(text.indexOf("a:")).orElseThrow().key()).isEqualTo("/do/a");
    assertThat(index.at(0)).isEmpty();
  }

  private static Document edited(Document document, GraphEdit edit, long seed) {
    try {
      return GraphEdit.apply(document, SCOPE, edit);
    } catch (IllegalStateException e) {
      throw new AssertionError("seed %d, %s on\n%s".formatted(seed, edit, document.text()), e);
    }
  }

  private static final String TEXT =
      """
      do:
        # about a
        - a: # here
            wait: PT1S

        # about b
        - b:
            set: {x: 1}   # kept
            then: d
        - c:
            switch:
              # first
              - x: {when: .x, then: continue}
        - d: {wait: PT1S}
      """;

  @Test
  void shouldAddTaskOnAnEdge() {
    assertThat(apply(new AddTask("b", "n", body())))
        .isEqualTo(
            TEXT.replace(
                "   # kept\n      then: d\n",
                "   # kept\n  - n:\n      wait: PT5S\n      then: d\n"));
    assertThat(apply(new AddTask(State.START, "n", body())))
        .isEqualTo(TEXT.replace("  # about a", "  - n:\n      wait: PT5S\n  # about a"));
    assertThat(apply(new AddTask(null, "n", body())))
        .isEqualTo(
            TEXT.replace("{wait: PT1S}", "{wait: PT1S, then: exit}")
                + "  - n:\n      wait: PT5S\n");
  }

  @Test
  void shouldRemoveTaskAndBridgeItsEdges() {
    assertThat(apply(new RemoveTask("b")))
        .isEqualTo(
            TEXT.replace("  # about b\n  - b:\n      set: {x: 1}   # kept\n      then: d\n", "")
                .replace("wait: PT1S\n\n", "wait: PT1S\n      then: d\n\n"));
  }

  @Test
  void shouldMoveTaskAndKeepEdges() {
    assertThat(apply(new MoveTask("d", 1)))
        .isEqualTo(
            """
            do:
              # about a
              - a: # here
                  wait: PT1S
                  then: b

              - d: {wait: PT1S, then: exit}
              # about b
              - b:
                  set: {x: 1}   # kept
                  then: d
              - c:
                  switch:
                    # first
                    - x: {when: .x, then: d}
                  then: d
            """);
  }

  @Test
  void shouldRenameTaskWhereverItIsNamed() {
    assertThat(apply(new RenameTask("d", "done")))
        .isEqualTo(TEXT.replace("then: d", "then: done").replace("- d:", "- done:"));
  }

  @Test
  void shouldLeadTaskElsewhereAndBack() {
    assertThat(apply(new SetThen("a", "c")))
        .isEqualTo(TEXT.replace("wait: PT1S\n\n", "wait: PT1S\n      then: c\n\n"));
    assertThat(apply(new SetThen("b", null))).isEqualTo(TEXT.replace("      then: d\n", ""));
  }

  @Test
  void shouldAddAndRemoveCases() {
    String more =
        TEXT.replace(
            "continue}\n", "continue}\n        - y:\n            when: .y\n            then: a\n");
    assertThat(apply(new AddCase("c", "y", ".y", "a"))).isEqualTo(more);
    Document document = Document.read(more).orThrow();
    assertThat(GraphEdit.apply(document, SCOPE, new RemoveCase("c", "x")).text())
        .isEqualTo(more.replace("        # first\n        - x: {when: .x, then: continue}\n", ""));
  }

  @Test
  void shouldSayWhyItRefuses() {
    List<GraphEdit> refused =
        List.of(
            new SetThen("a", "elsewhere"),
            new AddTask("a", "b", body()),
            new AddTask("a", "exit", body()),
            new RemoveTask("z"),
            new RenameTask("a", "b"),
            new MoveTask("a", 9),
            new AddCase("a", "x", ".x", "b"),
            new SetCase("c", "nowhere", "b"),
            new SetCase("c", "x", "elsewhere"),
            new SetValue("a", List.of("then"), ScopeText.text("b")),
            new SetValue("a", List.of("wait", "seconds"), ScopeText.text("b")),
            new RemoveCase("c", "x"));
    for (GraphEdit edit : refused) {
      Document document = Document.read(TEXT).orThrow();
      assertThat(GraphEdit.refusal(document, SCOPE, edit)).as("%s", edit).isPresent();
      assertThatThrownBy(() -> GraphEdit.apply(document, SCOPE, edit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("wait", "PT5S");
  }

  private static String apply(GraphEdit edit) {
    return GraphEdit.apply(Document.read(TEXT).orThrow(), SCOPE, edit).text();
  }
}
