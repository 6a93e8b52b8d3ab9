package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.flow.graph.AddCase;
import dev.sluice.flow.graph.GraphEdit;
import dev.sluice.flow.graph.RemoveCase;
import dev.sluice.flow.graph.SetCase;
import dev.sluice.flow.graph.SetThen;
import dev.sluice.flow.graph.SetValue;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Values;
import dev.sluice.studio.core.workflow.Field.Kind;
import dev.sluice.studio.core.workflow.FieldGroup.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of one state: what it has for its kind, in the whitepaper's words, and what every state
 * has. A form is made anew after every change. Confined to the UI thread.
 */
public final class StateForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final WorkflowModel model;
  private final StateIndex.Entry entry;
  private final JsonNode task;
  private final List<String> functions;

  private StateForm(WorkflowModel model, StateIndex.Entry entry, List<String> functions) {
    this.model = model;
    this.entry = entry;
    this.task = Values.of(entry.task().value());
    this.functions = functions;
  }

  /** The form of a state; empty when there is none with this key. */
  public static Optional<StateForm> of(WorkflowModel model, String key, List<String> functions) {
    return model.index().state(key).map(entry -> new StateForm(model, entry, functions));
  }

  public String key() {
    return entry.key();
  }

  public String name() {
    return entry.task().name();
  }

  public @Nullable TaskKind kind() {
    return entry.task().kind();
  }

  /** What it is: {@code Switch}. */
  public String word() {
    return StateLook.word(entry.task());
  }

  /** The groups in their order; what every state has comes last. */
  public List<FieldGroup> groups() {
    List<FieldGroup> groups = new ArrayList<>();
    if (entry.task().kind() != null) {
      own(groups, entry.task().kind());
    }
    List<Field> next = new ArrayList<>();
    GraphEdit then = new SetThen(entry.id(), Transitions.EXIT);
    if (model.refusal(entry.scope(), then).isEmpty()) {
      String target = task.path("then").asText("");
      next.add(
          new Field(
              "Goes on to",
              Kind.TARGET,
              List.of("then"),
              target.isEmpty() ? "continue" : target,
              targets(target),
              "continue: whatever comes next in the text"));
    }
    next.add(field("Only if", Kind.EXPRESSION, "else it is skipped, as if it had been done", "if"));
    groups.add(new FieldGroup("Transition", next, List.of()));
    groups.add(
        new FieldGroup(
            "Data",
            List.of(
                field("Input", Kind.MIXED, "what the state sees of the data", "input", "from"),
                field(
                    "Output", Kind.MIXED, "what the next state gets of its result", "output", "as"),
                field("Export", Kind.MIXED, "what becomes the context ($context)", "export", "as")),
            List.of()));
    return groups;
  }

  private void own(List<FieldGroup> groups, TaskKind kind) {
    switch (kind) {
      case CALL -> groups.add(call());
      case WAIT ->
          groups.add(
              one(
                  "Delay",
                  field(
                      "Duration",
                      Kind.VALUE,
                      "ISO 8601 (PT10S), or parts: {seconds: 10}",
                      "wait")));
      case SET ->
          groups.add(
              one(
                  "Pass",
                  field("Data", Kind.VALUE, "keys with values; ${ } for expressions", "set")));
      case SWITCH -> cases(groups);
      case LISTEN -> groups.add(one("Event", reads("Reads", List.of("listen", "read"))));
      case RAISE -> groups.add(raise());
      case FOR -> groups.add(loop());
      case FORK -> groups.add(fork());
      case TRY -> groups.add(attempt());
      case EMIT -> groups.add(emit());
      case RUN -> groups.add(run());
      case DO -> {
        // Its states say what it does.
      }
    }
  }

  private FieldGroup fork() {
    List<Task> events = EventGroups.of(entry.task());
    String consequence = events.isEmpty() ? "the others are cancelled" : "else a Parallel of all";
    List<Field> fields = new ArrayList<>();
    fields.add(field("First one wins", Kind.FLAG, consequence, "fork", "compete"));
    for (int i = 0; i < events.size(); i++) {
      String name = events.get(i).name();
      List<String> place = List.of("fork", "branches", Integer.toString(i), name, "listen", "read");
      fields.add(reads(name + " reads", place));
    }
    return new FieldGroup(events.isEmpty() ? "Parallel" : "Event", fields, List.of());
  }

  private Field reads(String label, List<String> place) {
    return new Field(
        label,
        Kind.CHOICE,
        place,
        EventRows.at(task, place).asText("data"),
        List.of("data", "envelope", "raw"),
        "what the state gets of an event: its data, or all of it");
  }

  private static FieldGroup one(String title, Field... fields) {
    return new FieldGroup(title, List.of(fields), List.of());
  }

  private FieldGroup call() {
    String function = task.path("call").asText();
    Field name =
        new Field(
            "Function",
            Kind.TEXT,
            List.of("call"),
            function,
            functions,
            "one of the namespace; http calls a URL");
    if (function.equals("http")) {
      return one(
          "Operation",
          name,
          field("Method", Kind.TEXT, "get, post, put ...", "with", "method"),
          field("Endpoint", Kind.VALUE, "a URL", "with", "endpoint"),
          field("Headers", Kind.VALUE, "names with values", "with", "headers"),
          field("Body", Kind.VALUE, "what is sent", "with", "body"));
    }
    return one(
        "Operation",
        name,
        field("Qualifier", Kind.TEXT, "latest, a version or an alias", "with", "qualifier"),
        field(
            "Event", Kind.VALUE, "what the function gets; without it, the input", "with", "event"));
  }

  private FieldGroup raise() {
    return one(
        "Fail",
        field("Type", Kind.MIXED, "a URI that names the error", "raise", "error", "type"),
        field("Status", Kind.NUMBER, "as in HTTP", "raise", "error", "status"),
        field("Title", Kind.MIXED, "a short sentence", "raise", "error", "title"),
        field("Detail", Kind.MIXED, "what happened here", "raise", "error", "detail"));
  }

  private FieldGroup loop() {
    return one(
        "ForEach",
        field("Items", Kind.EXPRESSION, "a list", "for", "in"),
        field("Item is called", Kind.TEXT, "$item without it", "for", "each"),
        field("Index is called", Kind.TEXT, "$index without it", "for", "at"),
        field("While", Kind.EXPRESSION, "goes on as long as this holds", "while"));
  }

  private FieldGroup attempt() {
    return one(
        "Try",
        field(
            "Catches type",
            Kind.TEXT,
            "a URI; all errors without it",
            "catch",
            "errors",
            "with",
            "type"),
        field("Catches status", Kind.NUMBER, "all without it", "catch", "errors", "with", "status"),
        field("Only when", Kind.EXPRESSION, "sees $error", "catch", "when"),
        field(
            "Retry",
            Kind.VALUE,
            "{limit: {attempt: {count: 3}}, delay: {seconds: 1}}",
            "catch",
            "retry"));
  }

  private FieldGroup emit() {
    return one(
        "Emit",
        field("Type", Kind.MIXED, "what happened", "emit", "event", "with", "type"),
        field("Source", Kind.MIXED, "a URI that says where", "emit", "event", "with", "source"),
        field("Subject", Kind.MIXED, "what it is about", "emit", "event", "with", "subject"),
        field("Data", Kind.VALUE, "what the event carries", "emit", "event", "with", "data"));
  }

  private FieldGroup run() {
    return one(
        "Sub-workflow",
        field("Workflow", Kind.TEXT, "its name", "run", "workflow", "name"),
        field("Namespace", Kind.TEXT, "of its document", "run", "workflow", "namespace"),
        field("Version", Kind.TEXT, "of its document", "run", "workflow", "version"),
        field("Input", Kind.VALUE, "what it starts with", "run", "workflow", "input"));
  }

  private void cases(List<FieldGroup> groups) {
    JsonNode cases = task.path("switch");
    for (int i = 0; i < cases.size(); i++) {
      String name = cases.get(i).fieldNames().hasNext() ? cases.get(i).fieldNames().next() : "";
      JsonNode one = cases.get(i).path(name);
      List<Field> fields = new ArrayList<>();
      boolean all = !one.has("when");
      if (!all) {
        fields.add(
            new Field(
                "When",
                Kind.EXPRESSION,
                List.of("switch", Integer.toString(i), name, "when"),
                text(one.path("when")),
                List.of(),
                "the first case that holds is taken"));
      }
      fields.add(
          new Field(
              "Goes on to",
              Kind.TARGET,
              List.of("switch", Integer.toString(i), name, "then"),
              one.path("then").asText("continue"),
              targets(one.path("then").asText("")),
              ""));
      GraphEdit remove = new RemoveCase(entry.id(), name);
      groups.add(
          new FieldGroup(
              all ? "Case " + name + " (all others)" : "Case " + name,
              fields,
              model.refusal(entry.scope(), remove).isEmpty()
                  ? List.of(new Action("Remove", () -> edit(remove)))
                  : List.of()));
    }
    List<Action> add = new ArrayList<>();
    String fresh = Targets.freshCase(entry);
    add.add(
        new Action(
            "Add Case",
            () -> edit(new AddCase(entry.id(), fresh, ".value == 1", Transitions.CONTINUE))));
    if (!Transitions.hasDefault(entry.task())) {
      add.add(
          new Action(
              "Add Case for All Others",
              () -> edit(new AddCase(entry.id(), "otherwise", null, Transitions.EXIT))));
    }
    groups.add(new FieldGroup("", List.of(), add));
  }

  private Field field(String label, Kind kind, String help, String... place) {
    JsonNode value = task;
    for (String step : place) {
      value = value.isArray() ? value.path(Integer.parseInt(step)) : value.path(step);
    }
    return new Field(label, kind, List.of(place), text(value), List.of(), help);
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "" : value.isTextual() ? value.textValue() : value.toString();
  }

  /** What an event state waits for; empty for other states. */
  public Optional<EventTree> events() {
    return EventTree.of(model, entry.key());
  }

  /** Which case of a switch would be taken with sample data; empty for other states. */
  public Optional<String> taken(String sample) {
    return kind() == TaskKind.SWITCH
        ? ExpressionCheck.taken(task.path("switch"), sample)
        : Optional.empty();
  }

  /** Where it may go, and what is written, which may be nowhere; empty for nothing. */
  private List<String> targets(String written) {
    List<String> targets = new ArrayList<>(List.of("continue", "exit", "end"));
    for (StateIndex.Entry each : model.index().entries()) {
      if (each.scopeKey().equals(entry.scopeKey())) {
        targets.add(each.id());
      }
    }
    if (!written.isEmpty() && !targets.contains(written)) {
      targets.add(written);
    }
    return targets;
  }

  /**
   * Why a value cannot be set; empty when it can.
   *
   * @param typed as it is in the field
   */
  public Optional<String> refusal(Field field, String typed) {
    Optional<String> wrong = ExpressionCheck.wrong(field.kind(), typed);
    return wrong.isPresent() ? wrong : model.refusal(entry.scope(), edit(field, typed));
  }

  /** Sets a value, or takes it out where nothing is typed. */
  public void set(Field field, String typed) {
    if (!typed.equals(field.value()) && refusal(field, typed).isEmpty()) {
      edit(edit(field, typed));
    }
  }

  private GraphEdit edit(Field field, String typed) {
    List<String> place = field.place();
    if (field.kind() == Kind.TARGET) {
      if (place.size() == 1) {
        return new SetThen(entry.id(), typed.equals("continue") ? null : typed);
      }
      return new SetCase(entry.id(), place.get(2), typed);
    }
    String text = typed.strip();
    JsonNode value = text.isEmpty() ? null : value(field.kind(), text);
    return new SetValue(entry.id(), place, value);
  }

  private static JsonNode value(Kind kind, String text) {
    return switch (kind) {
      case NUMBER, VALUE -> {
        Document read = Document.read(text).document();
        yield read == null ? JSON.textNode(text) : Values.of(read.root());
      }
      case FLAG -> JSON.booleanNode(text.equals("true"));
      default -> JSON.textNode(text);
    };
  }

  private void edit(GraphEdit edit) {
    if (model.refusal(entry.scope(), edit).isEmpty()) {
      model.apply(
          List.of(new WorkflowModel.Step(entry.scope(), edit)), model.layout(), model.selected());
    }
  }
}
