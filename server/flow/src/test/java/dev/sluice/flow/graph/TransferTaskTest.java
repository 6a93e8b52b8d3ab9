package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TransferTaskTest {
  private static final int WORKFLOWS = Integer.getInteger("graph.workflows", 1500);
  private static final String TEXT =
      """
      do:
        # about a
        - a: # here
            # inside
            wait: PT1S
            then: c
        - loop:
            for: {each: item, in: .items}
            do:
              - step:
                  set:
                    text: |
                      # no comment

                      end
                  then: last   # on
              - last: {wait: PT2S}
        - c:
            switch:
              - x: {when: .x, then: a}
      """;

  /**
   * For a random workflow and a random task of it that goes into a container or out of one: the
   * drawings of both lists are the edited drawings, and no comment is lost but that of a {@code
   * then}.
   */
  @Test
  void shouldDrawBothListsAsEditedDrawings() {
    long first = Long.getLong("seed", System.nanoTime());
    int applied = 0;
    for (long seed = first; seed < first + WORKFLOWS; seed++) {
      Random random = new Random(seed);
      // A block of text at the very end gets a line end once something follows it.
      String text = new RandomWorkflow(random).text().stripTrailing() + "\n";
      Document document = Document.read(text).orThrow();
      for (int step = 0; step < 3; step++) {
        Optional<Move> move = Move.of(random, document);
        if (move.isEmpty()
            || GraphEdit.refusal(document, move.get().scope(), move.get().edit()).isPresent()) {
          continue;
        }
        Document edited = GraphEdit.apply(document, move.get().scope(), move.get().edit());
        String about =
            "seed %d, %s on\n%s\ngave\n%s"
                .formatted(seed, move.get(), document.text(), edited.text());
        assertThat(move.get().drawn(edited)).as(about).isEqualTo(move.get().expected());
        // What went into brackets is written without lines, and so without comments.
        if (!edited.text().contains("[{")) {
          assertThat(comments(edited, move.get()))
              .as(about)
              .containsAll(comments(document, move.get()));
        }
        document = edited;
        applied++;
      }
    }
    assertThat(applied).as("edits from seed %d on", first).isGreaterThan(WORKFLOWS / 3);
  }

  private static List<String> comments(Document document, Move move) {
    return document
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("#") && !line.contains("then:") && !line.startsWith("["))
        .filter(line -> !line.contains("- " + move.edit().name() + ":"))
        .toList();
  }

  /** A task that goes from one list to another. */
  private record Move(String scope, TransferTask edit, String expected, String other) {
    static Optional<Move> of(Random random, Document document) {
      Graph outer = Projection.of(document).get(0);
      List<State> containers =
          outer.states().stream().filter(state -> !state.inside().isEmpty()).toList();
      if (containers.isEmpty()) {
        return Optional.empty();
      }
      State container = containers.get(random.nextInt(containers.size()));
      Graph inner = container.inside().get(0);
      boolean into = random.nextBoolean();
      Graph from = into ? outer : inner;
      Graph to = into ? inner : outer;
      List<String> names = names(from);
      ScopeModel left = ScopeModel.of(from);
      ScopeModel came = ScopeModel.of(to);
      names.removeIf(each -> into && each.equals(container.id()));
      if (names.isEmpty()) {
        return Optional.empty();
      }
      String name = names.get(random.nextInt(names.size()));
      List<String> there = names(to);
      String as = there.contains(name) ? "n" + random.nextInt(100_000) : name;
      int at = random.nextInt(there.size() + 2);
      String after = at < there.size() ? there.get(at) : at == there.size() ? null : State.START;
      if (after != null && !after.equals(State.START) && !came.goesOn(after)) {
        return Optional.empty();
      }
      String innerKey = "/do/" + container.id() + "/do";
      TransferTask edit = new TransferTask(name, into ? innerKey : "/do", after, as);
      Map<String, String> ends = ends(document, from.path().pointer(), name, into);
      left.transfer(name, came, after, as, ends);
      String expected = into ? drawn(left, came) : drawn(came, left);
      return Optional.of(new Move(from.path().pointer(), edit, expected, container.id()));
    }

    private static Map<String, String> ends(
        Document document, String scope, String name, boolean into) {
      Map<String, String> ends = new HashMap<>();
      for (Transition each :
          Transitions.of(ScopeText.of(document, scope).orElseThrow().task(name))) {
        boolean all = each.target().equals(Transitions.END);
        if (each.caseKey() != null && (all || each.target().equals(Transitions.EXIT))) {
          ends.put(each.caseKey().value(), all && into ? State.END : State.EXIT);
        }
      }
      return ends;
    }

    private static List<String> names(Graph graph) {
      return new ArrayList<>(
          graph.states().stream().map(State::id).filter(id -> !id.startsWith(" ")).toList());
    }

    private static String drawn(ScopeModel outer, ScopeModel inner) {
      return outer.drawn() + "\ninside " + inner.drawn();
    }

    String drawn(Document edited) {
      Graph outer = Projection.of(edited).get(0);
      Graph inner = outer.state(other).orElseThrow().inside().get(0);
      return drawn(ScopeModel.of(outer), ScopeModel.of(inner));
    }
  }

  @Test
  void shouldPutTaskIntoContainerAsItIsWritten() {
    assertThat(apply("/do", new TransferTask("a", "/do/loop/do", "last", "a")))
        .isEqualTo(
            """
            do:
              - loop:
                  for: {each: item, in: .items}
                  do:
                    - step:
                        set:
                          text: |
                            # no comment

                            end
                        then: last   # on
                    - last: {wait: PT2S}
                    # about a
                    - a: # here
                        # inside
                        wait: PT1S
              - c:
                  switch:
                    - x: {when: .x, then: c}
            """);
  }

  @Test
  void shouldTakeTaskOutUnderAnotherName() {
    assertThat(apply("/do/1/loop/do", new TransferTask("step", "/do", "a", "first")))
        .isEqualTo(
            TEXT.replace("      then: c\n", "")
                .replace(
                    """
                            - step:
                                set:
                                  text: |
                                    # no comment

                                    end
                                then: last   # on
                    """,
                    "")
                .replace(
                    "  - loop:\n",
                    """
                      - first:
                          set:
                            text: |
                              # no comment

                              end
                          then: c
                      - loop:
                    """));
  }

  @Test
  void shouldLeadCasesOnFromTheNewPlace() {
    assertThat(apply("/do", new TransferTask("c", "/do/loop/do", "step", "d")))
        .endsWith(
            """
                    - d:
                        switch:
                          - x: {when: .x, then: continue}
                    - last: {wait: PT2S}
            """);
    String loop =
        """
        do:
        - a: {wait: PT1S, then: end}
        - c: {do: [{s: {switch: [{x: {when: .x, then: s}}, {y: {then: t}}]}}, {t: {wait: PT1S}}]}
        """;
    Document moved =
        GraphEdit.apply(
            Document.read(loop).orThrow(), "/do/1/c/do", new TransferTask("s", "/do", "a", "b"));
    assertThat(Projection.of(moved).get(0).from("b"))
        .extracting(Edge::label, Edge::to)
        .containsExactly(tuple("x", "b"), tuple("y", State.EXIT));
  }

  @Test
  void shouldTellWhyATaskCannotGoThere() {
    assertThat(refusal("/do", new TransferTask("loop", "/do/loop/do", null, "loop")))
        .contains("into itself");
    assertThat(refusal("/do", new TransferTask("a", "/do", null, "a"))).contains("there already");
    assertThat(refusal("/do", new TransferTask("a", "/do/loop/do", null, "last")))
        .contains("already");
    assertThat(refusal("/do", new TransferTask("a", "/do/none/do", null, "a")))
        .contains("no such list");
    assertThat(refusal("/do", new TransferTask("none", "/do/loop/do", null, "none")))
        .contains("no task");
  }

  private static String apply(String scope, TransferTask edit) {
    return GraphEdit.apply(Document.read(TEXT).orThrow(), scope, edit).text();
  }

  private static String refusal(String scope, TransferTask edit) {
    return GraphEdit.refusal(Document.read(TEXT).orThrow(), scope, edit).orElseThrow();
  }
}
