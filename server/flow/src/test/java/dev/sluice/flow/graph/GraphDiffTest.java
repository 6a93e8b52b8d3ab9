package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.graph.GraphDiff.Aspect;
import dev.sluice.flow.graph.GraphDiff.Change;
import dev.sluice.flow.graph.GraphDiff.StateChange;
import dev.sluice.flow.text.Document;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GraphDiffTest {
  private static final int WORKFLOWS = Integer.getInteger("graph.workflows", 1500);
  private static final String SCOPE = "/do";
  private static final String TEXT =
      """
      document: {dsl: 1.0.3, version: 1.0.0}
      do:
        - look:
            call: look
        - loop:
            for: {each: item, in: .items}
            do:
              - step: {wait: PT1S}
              - last: {set: {x: 1}}
        - choose:
            switch:
              - large: {when: .x > 1, then: exit}
      """;

  /**
   * For a random workflow and a random edit: the ways and states that came and went are those by
   * which the drawings differ that know nothing of texts, the tasks that say something else are
   * those that the edit is about, and the other way round the difference is the other way round.
   */
  @Test
  void shouldShowExactlyWhatAnEditDid() {
    long first = Long.getLong("seed", System.nanoTime());
    int applied = 0;
    for (long seed = first; seed < first + WORKFLOWS; seed++) {
      Random random = new Random(seed);
      // A block of text at the very end gets a line end once something follows it.
      String text = new RandomWorkflow(random).text().stripTrailing() + "\n";
      Document before = Document.read(text).orThrow();
      ScopeModel model = ScopeModel.of(before);
      GraphEdit edit = RandomEdit.of(random, model);
      if (GraphEdit.refusal(before, SCOPE, edit).isPresent()) {
        continue;
      }
      Document after = GraphEdit.apply(before, SCOPE, edit);
      Set<String> old = Set.copyOf(model.arrows());
      Set<String> oldNames = Set.copyOf(model.names());
      ScopeModel edited = model.apply(edit);
      GraphDiff diff = GraphDiff.of(before, after);
      String about = "seed %d, %s on\n%s\ngave\n%s".formatted(seed, edit, text, after.text());
      assertThat(arrows(diff, Change.ADDED)).as(about).isEqualTo(minus(edited.arrows(), old));
      assertThat(arrows(diff, Change.REMOVED)).as(about).isEqualTo(minus(old, edited.arrows()));
      Set<String> added = minus(edited.names(), oldNames);
      Set<String> removed = minus(oldNames, edited.names());
      assertThat(outer(diff, Change.ADDED)).as(about).isEqualTo(added);
      assertThat(outer(diff, Change.REMOVED)).as(about).isEqualTo(removed);
      assertThat(about(edit)).as(about).containsAll(saysElse(diff));
      assertThat(diff.elsewhere()).as(about).isEmpty();
      assertThat(turned(GraphDiff.of(after, before))).as(about).isEqualTo(turnedBack(diff));
      assertThat(GraphDiff.of(after, after).isEmpty()).as(about).isTrue();
      applied++;
    }
    assertThat(applied).as("edits from seed %d on", first).isGreaterThan(WORKFLOWS / 3);
  }

  private static Set<String> minus(Iterable<String> all, Iterable<String> without) {
    Set<String> left = new TreeSet<>();
    all.forEach(left::add);
    without.forEach(left::remove);
    return left;
  }

  private static Set<String> arrows(GraphDiff diff, Change change) {
    return diff.edges().stream()
        .filter(each -> each.scopeKey().equals(SCOPE) && each.change() == change)
        .map(GraphDiff.EdgeChange::edge)
        .filter(edge -> !edge.from().equals(State.START))
        .map(edge -> ScopeModel.arrow(edge.from(), edge.label(), edge.to()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of states of the outermost list. */
  private static Set<String> outer(GraphDiff diff, Change change) {
    return diff.states().values().stream()
        .filter(each -> each.change() == change && each.key().lastIndexOf('/') == SCOPE.length())
        .map(each -> each.key().substring(SCOPE.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> saysElse(GraphDiff diff) {
    return diff.states().values().stream()
        .filter(each -> each.aspects().contains(Aspect.TASK))
        .map(each -> each.key().substring(SCOPE.length() + 1))
        .collect(Collectors.toSet());
  }

  /** The task that an edit changes but for where it goes. */
  private static Set<String> about(GraphEdit edit) {
    if (edit instanceof SetValue set) {
      return Set.of(set.name());
    }
    if (edit instanceof AddCase one) {
      return Set.of(one.name());
    }
    return edit instanceof RemoveCase one ? Set.of(one.name()) : Set.of();
  }

  private static Map<String, Change> turned(GraphDiff diff) {
    return diff.states().values().stream()
        .collect(Collectors.toMap(StateChange::key, StateChange::change));
  }

  private static Map<String, Change> turnedBack(GraphDiff diff) {
    return diff.states().values().stream()
        .collect(
            Collectors.toMap(
                StateChange::key,
                each ->
                    switch (each.change()) {
                      case ADDED -> Change.REMOVED;
                      case REMOVED -> Change.ADDED;
                      default -> each.change();
                    }));
  }

  @Test
  void shouldCallWhatIsWrittenOtherwiseTheSame() {
    String other =
        "# a comment\n"
            + TEXT.replace("{wait: PT1S}", "{\"wait\": 'PT1S'}")
                .replace("call: look\n", "call: look\n      then: loop # next anyway\n");
    assertThat(diff(TEXT, other).isEmpty()).isTrue();
    assertThat(diff(TEXT, TEXT).isEmpty()).isTrue();
  }

  @Test
  void shouldLookIntoContainers() {
    String inner = TEXT.replace("{wait: PT1S}", "{wait: PT2S}");
    assertThat(changes(diff(TEXT, inner))).containsExactly("/do/loop/do/step CHANGED");
    String own = TEXT.replace("in: .items", "in: .others");
    assertThat(changes(diff(TEXT, own))).containsExactly("/do/loop CHANGED");
    String none = TEXT.replaceAll("(?s)  - loop:.*?(?=  - choose)", "");
    assertThat(changes(diff(TEXT, none)))
        .containsExactly(
            "/do/loop REMOVED", "/do/loop/do/step REMOVED", "/do/loop/do/last REMOVED");
    assertThat(changes(diff(none, TEXT)))
        .containsExactly("/do/loop ADDED", "/do/loop/do/step ADDED", "/do/loop/do/last ADDED");
  }

  @Test
  void shouldTellWhatATaskSaysFromWhereItGoes() {
    GraphDiff led = diff(TEXT, TEXT.replace("then: exit", "then: look"));
    assertThat(led.state("/do/choose").orElseThrow().aspects()).containsExactly(Aspect.TRANSITIONS);
    GraphDiff both = diff(TEXT, TEXT.replace("> 1, then: exit", "> 2, then: look"));
    assertThat(both.state("/do/choose").orElseThrow().aspects())
        .containsExactlyInAnyOrder(Aspect.TASK, Aspect.TRANSITIONS);
    GraphDiff version = diff(TEXT, TEXT.replace("1.0.0", "1.0.1"));
    assertThat(changes(version)).isEmpty();
    assertThat(version.elsewhere()).containsExactly("document");
    assertThat(version.isEmpty()).isFalse();
  }

  @Test
  void shouldLayBothOverOneAnother() {
    String later =
        TEXT.replace("  - look:\n      call: look\n", "  - see: {call: see}\n")
            .replace("        - last: {set: {x: 1}}\n", "");
    Graph drawing = diff(TEXT, later).drawings().get(0);
    assertThat(drawing.states().stream().map(State::id))
        .containsExactly(State.START, "look", "see", "loop", "choose", State.EXIT);
    Graph loop = drawing.state("loop").orElseThrow().inside().get(0);
    assertThat(loop.states().stream().map(State::id))
        .containsExactly(State.START, "step", "last", State.EXIT);
    assertThat(drawing.from(State.START).stream().map(Edge::to)).containsExactly("see", "look");
  }

  private static GraphDiff diff(String before, String after) {
    return GraphDiff.of(Document.read(before).orThrow(), Document.read(after).orThrow());
  }

  private static List<String> changes(GraphDiff diff) {
    return diff.states().values().stream()
        .filter(each -> each.change() != Change.SAME)
        .map(each -> each.key() + " " + each.change())
        .toList();
  }
}
