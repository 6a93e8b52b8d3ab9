package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.layout.Direction;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.execution.Replay;
import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.graph.Svg;
import dev.sluice.studio.core.workflow.EventRow;
import dev.sluice.studio.core.workflow.EventTree;
import dev.sluice.studio.core.workflow.ExpressionCheck;
import dev.sluice.studio.core.workflow.Field;
import dev.sluice.studio.core.workflow.Palette;
import dev.sluice.studio.core.workflow.StateForm;
import dev.sluice.studio.core.workflow.WorkflowGestures;
import dev.sluice.studio.core.workflow.WorkflowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Gestures, forms and undo on a workflow, without a display. */
class WorkflowModelTest {
  private static final String TEXT =
      """
      document: {dsl: 1.0.3, namespace: default, name: order, version: 1.0.0}
      do:
        # looks
        - look:
            call: look
        - choose:
            switch:
              - large:
                  when: .total > 10
                  then: review
              - small:
                  then: exit
        - review:
            do:
              - ask: {call: ask}
      """;

  private static final WorkflowModel.Listener NOBODY =
      new WorkflowModel.Listener() {
        @Override
        public void sceneChanged(Set<String> changed) {}

        @Override
        public void textReplaced() {}

        @Override
        public void selectionChanged() {}
      };

  private final List<String> refused = new ArrayList<>();
  private final WorkflowModel model = new WorkflowModel(NOBODY);
  private final WorkflowGestures gestures =
      new WorkflowGestures(
          model,
          new WorkflowGestures.Surroundings() {
            @Override
            public void inspect(String key) {}

            @Override
            public void offer(String at, int screenX, int screenY) {}

            @Override
            public void refuse(String why) {
              refused.add(why);
            }

            @Override
            public Optional<Palette.Entry> entry(String id) {
              return Palette.states().stream().filter(each -> each.id().equals(id)).findFirst();
            }
          });

  WorkflowModelTest() {
    model.open(TEXT, LayoutFile.EMPTY);
  }

  private Palette.Entry entry(String id) {
    return Palette.states().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private List<String> edges() {
    return model.scene().lines().stream().map(WorkflowModelTest::edge).toList();
  }

  private static String edge(Line line) {
    return line.from() + " > " + line.to();
  }

  @Test
  void shouldAppendAndUndoAndRedo() {
    gestures.append(entry("wait"), "/do/look");
    assertThat(edges()).contains("/do/look > /do/delay", "/do/delay > /do/choose");
    assertThat(model.selected()).containsExactly("/do/delay");
    model.undo();
    assertThat(model.text()).isEqualTo(TEXT);
    model.redo();
    assertThat(model.text()).contains("- delay:\n      wait:\n        seconds: 10\n  - choose");
  }

  @Test
  void shouldGoBackOverTypingInSteps() {
    int end = TEXT.length();
    model.typed(TEXT + "#", end);
    model.typed(TEXT + "#x", end + 1);
    model.undo();
    assertThat(model.text()).isEqualTo(TEXT);
  }

  @Test
  void shouldPutStatesOnCases() {
    gestures.append(entry("set"), "/do/choose > large");
    assertThat(edges()).contains("/do/choose > /do/pass", "/do/pass > /do/review");
    gestures.append(entry("end"), "/do/choose > small");
    assertThat(model.text()).contains("then: end");
  }

  @Test
  void shouldRefuseWithTheReason() {
    assertThat(gestures.connectRefusal("/do/look", "/do/review/do/ask"))
        .hasValueSatisfying(why -> assertThat(why).contains("another scope"));
    assertThat(gestures.connectRefusal("/do/look", "/do/ start")).isPresent();
    assertThat(gestures.renameRefusal("/do/look", "review")).isPresent();
    model.typed(TEXT + "{", TEXT.length());
    assertThat(model.unreadable()).isPresent();
    assertThat(model.scene().node("/do/look")).isPresent();
    assertThat(gestures.editable()).isFalse();
  }

  @Test
  void shouldCarryStatesBetweenScopes() {
    Point ask = middle("/do/review/do/ask");
    assertThat(gestures.carry(Set.of("/do/look"), ask).orElseThrow().sentence())
        .isEqualTo("move after ask");
    assertThat(gestures.carry(Set.of("/do/look"), middle("/do/choose"))).isEmpty();
    assertThat(gestures.carryRefused(Set.of("/do/choose"))).isEmpty();
    assertThat(gestures.carry(Set.of("/do/choose"), ask).orElseThrow().sentence())
        .isEqualTo("move after ask; its case large then goes on from there");
    gestures.putInto(Set.of("/do/look"), ask);
    assertThat(edges()).contains("/do/review/do/ask > /do/review/do/look");
    assertThat(model.selected()).containsExactly("/do/review/do/look");
    assertThat(model.text())
        .endsWith(
            "      - ask: {call: ask}\n        # looks\n        - look:\n            call: look\n");
    gestures.putInto(
        Set.of("/do/review/do/look", "/do/review/do/ask"),
        model.scene().line("/do/choose > small").orElseThrow().points().get(0).plus(0, 4));
    assertThat(refused).isEmpty();
    assertThat(edges()).contains("/do/ask > /do/look");
    model.undo();
    model.undo();
    assertThat(model.text()).isEqualTo(TEXT);
  }

  @Test
  void shouldCarryASwitchWithTheStatesOfItsCases() {
    gestures.putInto(Set.of("/do/choose", "/do/look"), middle("/do/review/do/ask"));
    assertThat(edges()).contains("/do/review/do/choose > /do/review/do/ exit");
    model.undo();
    model.open(TEXT.replace("then: review", "then: look"), LayoutFile.EMPTY);
    gestures.putInto(Set.of("/do/choose", "/do/look"), middle("/do/review/do/ask"));
    assertThat(edges()).contains("/do/review/do/choose > /do/review/do/look");
  }

  private Point middle(String id) {
    var box = model.scene().node(id).orElseThrow().box();
    return new Point(box.centerX(), box.centerY());
  }

  @Test
  void shouldKeepPlacesThroughRenames() {
    gestures.move(Map.of("/do/look", new Point(400, 300)));
    gestures.rename("/do/look", "see");
    assertThat(model.layout().places()).containsKeys("/do/see", "/do/choose");
    assertThat(model.scene().node("/do/see").orElseThrow().box().x()).isEqualTo(400);
    gestures.layOut(Direction.RIGHT);
    assertThat(model.layout().places()).isEmpty();
    model.undo();
    assertThat(model.scene().node("/do/see").orElseThrow().box().x()).isEqualTo(400);
  }

  @Test
  void shouldCopyAsTextAndPasteUnderFreeNames() {
    model.select(Set.of("/do/look"));
    assertThat(gestures.copy()).isEqualTo("- look:\n    call: look\n");
    gestures.paste(gestures.copy());
    assertThat(edges()).contains("/do/look > /do/look2", "/do/look2 > /do/choose");
    gestures.paste("no list");
    assertThat(refused).hasSize(1);
  }

  @Test
  void shouldDeleteAndHeal() {
    gestures.delete(List.of("/do/choose", "/do/review", "/do/review/do/ask"));
    assertThat(edges()).containsExactly("/do/ start > /do/look", "/do/look > /do/ exit");
  }

  @Test
  void shouldSetFieldsOfFormsAndSayWhatIsWrong() {
    StateForm form = StateForm.of(model, "/do/choose", List.of()).orElseThrow();
    Field when = form.groups().get(0).fields().get(0);
    assertThat(form.refusal(when, ".total >")).isPresent();
    form.set(when, ".total > 20");
    assertThat(model.text()).isEqualTo(TEXT.replace("> 10", "> 20"));
    assertThat(form.taken("{\"total\": 50}")).contains("large");
    assertThat(form.taken("{\"total\": 5}")).contains("small");
    assertThat(ExpressionCheck.preview(Field.Kind.EXPRESSION, ".total + 1", "{\"total\": 5}"))
        .contains("= 6");
  }

  @Test
  void shouldChangeWhatAnEventStateWaitsFor() {
    String text =
        """
        do:
          - wait-for: # here
              listen:
                to:
                  one: # only this
                    with: {type: 'order.paid'}   # quoted
        """;
    model.open(text, LayoutFile.EMPTY);
    EventRow type = row("listen/to/one/with/type");
    events().set(type, "order.lost");
    assertThat(model.text()).isEqualTo(text.replace("paid", "lost"));
    model.undo();
    assertThat(events().refusal(type, " ")).isPresent();
    assertThat(events().removeRefusal(type)).isPresent();
    String source = events().addFilter(type, "source");
    assertThat(row(source).value()).isEqualTo("https://example.com");
    String key = events().addCorrelation(row(source));
    events().rename(row(key), "order");
    events().addExpect(row("listen/to/one/correlate/order"));
    assertThat(row("listen/to/one/correlate/order/from").value()).isEqualTo(".data.id");
    assertThat(row("listen/to/one/correlate/order/expect").value()).isEqualTo("${ .id }");
    assertThat(model.text())
        .contains("one: # only this\n", "{type: 'order.paid',", "   # quoted\n");
    String second = events().addEvent(null);
    assertThat(second).isEqualTo("listen/to/any/1");
    String condition = events().addUntil(null, false);
    assertThat(row(condition).value()).isEqualTo("length == 2");
    String until = model.text();
    events().set(row("listen/to"), "all of these events");
    assertThat(model.text())
        .isEqualTo(until.replace("any:", "all:").replaceAll(" *until: length == 2\n", ""));
    events().remove(row("listen/to/all/1"));
    assertThat(events().removeRefusal(row("listen/to/all/0"))).isPresent();
  }

  @Test
  void shouldShowGroupsOfEventsAsOneState() {
    String text =
        """
        do:
          - wait-for: # here
              # what for
              listen:
                to:
                  all:
                    # the money
                    - with: {type: 'order.paid'}   # quoted
                    - with:
                        type: order.packed
              then: end # on
          - next: {wait: PT1S}
        """;
    model.open(text, LayoutFile.EMPTY);
    String group = "fork/branches/1/group2/listen/to";
    String type = events().addGroup();
    assertThat(type).isEqualTo(group + "/one/with/type");
    assertThat(row("fork/branches").value()).isEqualTo("any of these groups");
    assertThat(row("fork/branches/0/group1/listen/to").value()).isEqualTo("all of these events");
    events().set(row(type), "order.cancelled");
    assertThat(model.scene().nodes().stream().map(Node::id))
        .noneMatch(id -> id.startsWith("/do/wait-for/"));
    Node card = model.scene().node("/do/wait-for").orElseThrow();
    assertThat(card.isContainer()).isFalse();
    assertThat(card.look().glyph()).isEqualTo(Glyph.BOLT);
    assertThat(card.detail())
        .isEqualTo("waits for order.paid and order.packed, or order.cancelled");
    assertThat(model.text())
        .contains("# the money\n", "- with: {type: 'order.paid'}   # quoted\n", "then: end # on\n");
    StateForm form = StateForm.of(model, "/do/wait-for", List.of()).orElseThrow();
    assertThat(form.word()).isEqualTo("Event");
    assertThat(form.groups().get(0).fields().stream().map(Field::label))
        .containsExactly("First one wins", "group1 reads", "group2 reads");

    String renamed = events().rename(row(group), "cancelled");
    assertThat(renamed).isEqualTo("fork/branches/1/cancelled/listen/to");
    assertThat(events().renameRefusal(row(renamed), "group1")).isPresent();
    String second = events().addEvent(row(renamed));
    assertThat(second).isEqualTo(renamed + "/any/1");
    assertThat(events().mayAddEvent(row("fork/branches"))).isFalse();
    String until = events().addUntil(row(second), false);
    assertThat(row(until).value()).isEqualTo("length == 2");
    assertThat(events().removeRefusal(row("fork/branches"))).isPresent();

    events().remove(row(renamed));
    assertThat(model.text()).isEqualTo(text);
    model.undo();
    assertThat(row(renamed).value()).isEqualTo("any of these events");
  }

  @Test
  void shouldReplayGroupsOfEventsAsOneState() {
    model.open(
        """
        do:
          - race:
              fork:
                compete: true
                branches:
                  - a: {listen: {to: {one: {with: {type: a}}}}}
                  - b: {listen: {to: {one: {with: {type: b}}}}}
          - next: {wait: PT1S}
        """,
        LayoutFile.EMPTY);
    String branches = "/do/0/race/fork/branches/";
    List<Map<String, Object>> history =
        List.of(
            Map.of("happened", "Started", "input", 1),
            entered(1, 0, "/do/0/race"),
            Map.of("happened", "BranchEntered", "frame", 2, "parent", 1),
            entered(3, 2, branches + "0/a"),
            Map.of("happened", "Listening", "frame", 3),
            Map.of("happened", "BranchEntered", "frame", 4, "parent", 1),
            entered(5, 4, branches + "1/b"),
            Map.of("happened", "Listening", "frame", 5),
            Map.of("happened", "EventConsumed", "frame", 5, "value", 7),
            Map.of("happened", "Left", "frame", 5, "output", List.of(7)),
            Map.of("happened", "Left", "frame", 1, "output", List.of(7)),
            entered(6, 0, "/do/1/next"));

    Replay waits = Replay.of(model.index(), history, 8);
    assertThat(waits.visit("/do/race").orElseThrow().status()).isEqualTo(Mark.Kind.WAITING);
    Replay all = Replay.of(model.index(), history, history.size());
    assertThat(all.visit("/do/race").orElseThrow().status()).isEqualTo(Mark.Kind.DONE);
    assertThat(all.visit("/do/race").orElseThrow().times()).isEqualTo(1);
    assertThat(
            all.over(model.scene()).lines().stream()
                .filter(line -> line.taken() > 0)
                .map(WorkflowModelTest::edge))
        .containsExactly("/do/ start > /do/race", "/do/race > /do/next");
  }

  private static Map<String, Object> entered(int frame, int parent, String reference) {
    return Map.of(
        "happened",
        "Entered",
        "frame",
        frame,
        "parent",
        parent,
        "reference",
        reference,
        "input",
        1);
  }

  private EventTree events() {
    return EventTree.of(model, "/do/wait-for").orElseThrow();
  }

  private EventRow row(String id) {
    return events().rows().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void shouldWritePictures() {
    assertThat(Svg.of(model.scene())).startsWith("<svg").contains(">look<").endsWith("</svg>\n");
  }

  @Test
  void shouldReplayHistoriesToAnyMoment() {
    List<Map<String, Object>> history =
        List.of(
            Map.of("happened", "Started", "at", 1, "input", Map.of("total", 20)),
            Map.of("happened", "Entered", "frame", 1, "parent", 0, "task", 0, "input", Map.of()),
            Map.of("happened", "Left", "frame", 1, "output", Map.of("total", 20), "next", 1),
            Map.of(
                "happened", "Passed", "parent", 0, "task", 1, "output", Map.of(), "note", "large"));
    StateIndex index = model.index();
    assertThat(Replay.of(index, history, 2).visit("/do/look").orElseThrow().status())
        .isEqualTo(Mark.Kind.RUNNING);
    Replay all = Replay.of(index, history, 4);
    assertThat(all.visit("/do/look").orElseThrow().status()).isEqualTo(Mark.Kind.DONE);
    assertThat(all.visit("/do/choose").orElseThrow().decision()).isEqualTo("large");
    assertThat(
            all.over(model.scene()).lines().stream()
                .filter(line -> line.taken() > 0)
                .map(WorkflowModelTest::edge))
        .containsExactly("/do/ start > /do/look", "/do/look > /do/choose");
  }

  @Test
  @Timeout(60)
  void shouldShowAnEditOfALargeWorkflowBeforeItIsLaidOut() throws InterruptedException {
    BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    WorkflowModel large = new WorkflowModel(NOBODY, ui::add);
    StringBuilder text =
        new StringBuilder(
            "document: {dsl: 1.0.3, namespace: default, name: large, version: 1.0.0}\ndo:\n");
    for (int i = 0; i < 120; i++) {
      text.append("  - t")
          .append(i)
          .append(i % 9 == 5 ? ": {wait: PT1S, then: t0}\n" : ": {wait: PT1S}\n");
    }
    large.open(text.toString(), LayoutFile.EMPTY);
    Scene before = large.scene();

    large.replace(text.toString().replace("  - t60:", "  - fresh: {wait: PT1S}\n  - t60:"));

    Scene soon = large.scene();
    assertThat(soon.node("/do/fresh")).isPresent();
    assertThat(soon.node("/do/t10")).isEqualTo(before.node("/do/t10"));
    ui.take().run();
    WorkflowModel anew = new WorkflowModel(NOBODY);
    anew.open(large.text(), LayoutFile.EMPTY);
    assertThat(large.scene()).isNotSameAs(soon);
    assertThat(large.scene().nodes()).containsExactlyElementsOf(anew.scene().nodes());
    assertThat(large.scene().lines()).isEqualTo(anew.scene().lines());
  }
}
