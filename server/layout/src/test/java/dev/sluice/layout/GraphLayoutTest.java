package dev.sluice.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.Graph;
import dev.sluice.flow.graph.Projection;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.text.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GraphLayoutTest {
  private static final Measure MEASURE =
      new Measure() {
        @Override
        public Size state(State state) {
          return state.id().startsWith(" ") ? new Size(40, 40) : new Size(160, 48);
        }

        @Override
        public Size label(Edge edge) {
          return new Size(8 * edge.label().length(), 14);
        }

        @Override
        public boolean open(String key, State state) {
          return true;
        }
      };

  private static final String TEXT =
      """
      do:
        - first: {wait: PT1S}
        - choose:
            switch:
              - yes: {when: .x, then: loop}
              - no: {then: first}
        - loop:
            for: {in: .all}
            do:
              - inner: {wait: PT1S}
        - attempt:
            try:
              - risky: {call: f}
            catch:
              do:
                - mend: {wait: PT1S}
        - both:
            fork:
              branches:
                - left: {wait: PT1S}
                - right: {wait: PT1S}
      """;

  @Test
  void shouldPlaceStatesInOrderWithoutOverlapsInBothDirections() {
    for (Direction direction : Direction.values()) {
      PlacedGraph placed = place(TEXT, direction, Map.of());
      check(placed);
      Box first = state(placed, "/do/first").box();
      Box choose = state(placed, "/do/choose").box();
      assertThat(direction == Direction.DOWN ? choose.y() : choose.x())
          .isGreaterThan(direction == Direction.DOWN ? first.bottom() : first.right());
      assertThat(state(placed, "/do/attempt/catch/do/mend").box().width()).isEqualTo(160);
    }
  }

  @Test
  void shouldPlaceTheSameAlike() {
    assertThat(place(TEXT, Direction.DOWN, Map.of()))
        .usingRecursiveComparison()
        .comparingOnlyFields("states.box", "routes.points", "box")
        .isEqualTo(place(TEXT, Direction.DOWN, Map.of()));
  }

  @Test
  void shouldLeaveStatesWherePeoplePutThem() {
    Point place = new Point(700, 900);
    PlacedGraph placed = place(TEXT, Direction.DOWN, Map.of("/do/first", place));
    Box box = state(placed, "/do/first").box();
    assertThat(new Point(box.x(), box.y())).isEqualTo(place);
    for (Route route : placed.routes()) {
      assertThat(route.points()).hasSizeGreaterThan(1);
      assertThat(placed.box().contains(route.points().get(0).x(), route.points().get(0).y()))
          .isTrue();
    }
  }

  /** Random workflows of one scope, wrong ones too: every state has a place, none on another. */
  @Test
  void shouldPlaceWhateverIsWritten() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder("do:\n");
      int size = 1 + random.nextInt(20);
      for (int i = 0; i < size; i++) {
        text.append("  - t").append(i).append(": {wait: PT1S");
        if (random.nextBoolean()) {
          text.append(", then: t").append(random.nextInt(size + 2));
        }
        text.append("}\n");
      }
      try {
        check(place(text.toString(), round % 2 == 0 ? Direction.DOWN : Direction.RIGHT, Map.of()));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + "\n" + text, e);
      }
    }
  }

  @Test
  void shouldPlaceLargeScopes() {
    StringBuilder text = new StringBuilder("do:\n");
    for (int i = 0; i < 3000; i++) {
      text.append("  - t").append(i).append(": {wait: PT1S}\n");
    }
    check(place(text.toString(), Direction.DOWN, Map.of()));
  }

  /**
   * Random edits of a large workflow: each is placed at once, without overlaps; the layout
   * afterwards is that of the text alone.
   */
  @Test
  void shouldMakeRoomForWhatIsNew() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (Direction direction : Direction.values()) {
      List<String> tasks = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        tasks.add(task("t" + i, random));
      }
      GraphLayout layout = new GraphLayout(MEASURE, direction);
      check(layout.placeSoon("/do", graph(tasks), Map.of()));
      assertThat(layout.isPatched()).isFalse();
      for (int edit = 0; edit < 12; edit++) {
        if (random.nextInt(3) == 0) {
          tasks.remove(random.nextInt(tasks.size()));
        } else {
          tasks.add(random.nextInt(tasks.size()), task("n" + edit, random));
        }
        PlacedGraph soon = layout.placeSoon("/do", graph(tasks), Map.of());
        assertThat(layout.isPatched()).as("seed " + seed).isTrue();
        try {
          check(soon);
        } catch (AssertionError e) {
          throw new AssertionError("seed " + seed, e);
        }
        if (edit % 4 == 3) {
          GraphLayout copy = layout.copy();
          PlacedGraph good = copy.place("/do", graph(tasks), Map.of());
          layout.learn(copy);
          PlacedGraph settled = layout.placeSoon("/do", graph(tasks), Map.of());
          assertThat(layout.isPatched()).as("seed " + seed).isFalse();
          assertThat(settled.routes()).isEqualTo(good.routes());
          assertThat(settled.states().stream().map(PlacedState::box))
              .containsExactlyElementsOf(good.states().stream().map(PlacedState::box).toList());
        }
      }
    }
  }

  /** A task that goes on, jumps somewhere, or has others inside it. */
  private static String task(String name, Random random) {
    String then = random.nextInt(4) == 0 ? ", then: t" + random.nextInt(120) : "";
    return random.nextInt(6) == 0
        ? "  - "
            + name
            + ": {for: {in: .all}, do: [{a: {wait: PT1S}}, {b: {wait: PT1S}}]"
            + then
            + "}\n"
        : "  - " + name + ": {wait: PT1S" + then + "}\n";
  }

  private static Graph graph(List<String> tasks) {
    return Projection.of(Document.read("do:\n" + String.join("", tasks)).orThrow()).get(0);
  }

  private static PlacedGraph place(String text, Direction direction, Map<String, Point> free) {
    Graph graph = Projection.of(Document.read(text).orThrow()).get(0);
    return new GraphLayout(MEASURE, direction).place("/do", graph, free);
  }

  private static void check(PlacedGraph graph) {
    List<PlacedState> states = graph.states();
    List<PlacedState> sorted = new ArrayList<>(states);
    sorted.sort((a, b) -> Double.compare(a.box().y(), b.box().y()));
    for (int i = 0; i < sorted.size(); i++) {
      Box box = sorted.get(i).box();
      for (int j = i + 1; j < sorted.size() && sorted.get(j).box().y() <= box.bottom(); j++) {
        assertThat(box.meets(sorted.get(j).box()))
            .as(sorted.get(i).key() + " meets " + sorted.get(j).key())
            .isFalse();
      }
      assertThat(graph.box().contains(box.x(), box.y())).isTrue();
      assertThat(graph.box().contains(box.right(), box.bottom())).isTrue();
    }
    Map<String, Box> boxes = new HashMap<>();
    states.forEach(state -> boxes.put(state.state().id(), state.box()));
    for (Route route : graph.routes()) {
      Point start = route.points().get(0);
      Point end = route.points().get(route.points().size() - 1);
      assertThat(boxes.get(route.edge().from()).grown(1).contains(start.x(), start.y())).isTrue();
      assertThat(boxes.get(route.edge().to()).grown(1).contains(end.x(), end.y())).isTrue();
    }
    for (PlacedState state : states) {
      for (PlacedGraph inner : state.inside()) {
        assertThat(state.box().contains(inner.box().x(), inner.box().y())).isTrue();
        assertThat(state.box().contains(inner.box().right(), inner.box().bottom())).isTrue();
        check(inner);
      }
    }
  }

  private static PlacedState state(PlacedGraph graph, String key) {
    for (PlacedState state : graph.states()) {
      if (state.key().equals(key)) {
        return state;
      }
      for (PlacedGraph inner : state.inside()) {
        if (key.startsWith(inner.key() + "/")) {
          return state(inner, key);
        }
      }
    }
    throw new AssertionError("no state " + key);
  }
}
