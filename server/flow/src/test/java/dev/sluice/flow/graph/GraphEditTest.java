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
