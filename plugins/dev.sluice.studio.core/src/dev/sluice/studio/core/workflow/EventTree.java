package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.graph.AddItem;
import dev.sluice.flow.graph.GraphEdit;
import dev.sluice.flow.graph.GroupEvents;
import dev.sluice.flow.graph.RemoveItem;
import dev.sluice.flow.graph.RenameKey;
import dev.sluice.flow.graph.SetValue;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.graph.UngroupEvents;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.text.Values;
import dev.sluice.studio.core.workflow.EventRow.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event state waits for, as a tree: one, any or all of events, each with filters and
 * correlation keys, and until when; or the first of several groups of such. Each change is a small
 * edit of the text. Made anew after every change. Confined to the UI thread.
 */
public final class EventTree {
  /** The attributes of events that have a name in their standard. */
  public static final List<String> ATTRIBUTES =
      List.of("type", "source", "subject", "data", "id", "time", "datacontenttype", "dataschema");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TO = List.of("listen", "to");

  private final WorkflowModel model;
  private final StateIndex.Entry entry;
  private final JsonNode task;
  private final List<Task> groups;
  private final List<EventRow> rows;

  private EventTree(WorkflowModel model, StateIndex.Entry entry) {
    this.model = model;
    this.entry = entry;
    this.task = Values.of(entry.task().value());
    this.groups = EventGroups.of(entry.task());
    this.rows = EventRows.of(task);
  }

  /** That of a state; empty where it is no event state. */
  public static Optional<EventTree> of(WorkflowModel model, String key) {
    return model
        .index()
        .state(key)
        .filter(entry -> StateLook.type(entry.task()) == StateType.EVENT)
        .map(entry -> new EventTree(model, entry));
  }

  /** All rows, each before those below it. */
  public List<EventRow> rows() {
    return rows;
  }

  /** Why a row cannot have a value; empty when it can. */
  public Optional<String> refusal(EventRow row, String typed) {
    if (row.isStrategy()) {
      return Optional.empty();
    }
    if (typed.isBlank()) {
      return Optional.of("a value is missing; Delete takes the row out");
    }
    Optional<String> wrong = ExpressionCheck.wrong(row.fieldKind(), typed);
    return wrong.isPresent() ? wrong : refusal(set(row.place(), JSON.textNode(typed)));
  }

  /** Sets the value of a row, where nothing is wrong with it. */
  public void set(EventRow row, String typed) {
    if (typed.equals(row.value()) || refusal(row, typed).isPresent()) {
      return;
    }
    if (row.isStrategy()) {
      choose(row.place(), EventRow.strategy(typed));
    } else {
      apply(List.of(set(row.place(), JSON.textNode(typed.strip()))));
    }
  }

  /** Why a filter, a correlation or a group cannot be called so; empty when it can. */
  public Optional<String> renameRefusal(EventRow row, String name) {
    if (name.equals(row.key())) {
      return Optional.empty();
    }
    return row.kind() == Kind.GROUP && groupNames().contains(name)
        ? Optional.of("there is a group '" + name + "' already")
        : refusal(renaming(row, name));
  }

  /** Calls a filter, a correlation or a group otherwise; gives the id of its row then. */
  public String rename(EventRow row, String name) {
    List<String> place = new ArrayList<>(row.place());
    if (!name.equals(row.key())) {
      apply(List.of(renaming(row, name.strip())));
      place.set(row.keyIndex(), name.strip());
    }
    return id(place);
  }

  private GraphEdit renaming(EventRow row, String name) {
    List<String> above = row.place().subList(0, row.keyIndex());
    return new RenameKey(entry.id(), above, row.key(), name);
  }

  /** Why a row cannot be taken out; empty when it can. */
  public Optional<String> removeRefusal(EventRow row) {
    List<String> place = row.place();
    return switch (row.kind()) {
      case STRATEGY ->
          place.equals(TO) ? Optional.of("a state waits for something") : Optional.empty();
      case GROUPS -> Optional.of("a state waits for something; take out groups");
      case GROUP -> groups.size() == 2 ? ungroupRefusal(index(row)) : Optional.empty();
      case EVENT -> {
        List<String> above = place.subList(0, place.size() - 1);
        JsonNode list = at(above);
        boolean all = above.get(above.size() - 1).equals("all");
        yield !list.isArray()
            ? Optional.of("it waits for one event; choose any or all above to have more")
            : list.size() == 1 && all
                ? Optional.of("it waits for this one event alone")
                : Optional.empty();
      }
      case FILTER ->
          at(place.subList(0, place.size() - 1)).size() == 1
              ? Optional.of("an event has a filter at least; take out the event")
              : Optional.empty();
      case FROM -> Optional.of("a correlation key comes from somewhere; take out the key");
      default -> Optional.empty();
    };
  }

  /** Takes a row out, with what is below it. */
  public void remove(EventRow row) {
    if (removeRefusal(row).isPresent()) {
      return;
    }
    if (row.kind() == Kind.GROUP) {
      List<GraphEdit> edits = new ArrayList<>();
      edits.add(new RemoveItem(entry.id(), GroupEvents.BRANCHES, index(row)));
      if (groups.size() == 2) {
        edits.add(new UngroupEvents(entry.id()));
      }
      apply(edits);
    } else {
      List<String> place = row.place();
      List<String> list = place.subList(0, place.size() - 1);
      GraphEdit edit =
          row.kind() == Kind.EVENT
              ? new RemoveItem(entry.id(), list, Integer.parseInt(place.get(place.size() - 1)))
              : set(place, null);
      apply(List.of(edit));
    }
  }

  private static int index(EventRow group) {
    return Integer.parseInt(group.place().get(GroupEvents.BRANCHES.size()));
  }

  private Set<String> groupNames() {
    return groups.stream().map(Task::name).collect(Collectors.toSet());
  }

  /** Why the state cannot become a plain one once a group of two is out. */
  private Optional<String> ungroupRefusal(int out) {
    return UngroupEvents.twice(entry.task(), groups.get(1 - out));
  }

  /** Why there cannot be another group of events; empty when there can. */
  public Optional<String> groupRefusal() {
    return groups.isEmpty() ? refusal(new GroupEvents(entry.id())) : Optional.empty();
  }

  /**
   * Adds a group of events of which one alone is waited for: what a plain event state waits for
   * becomes the first group. Gives the id of the row of its type.
   */
  public String addGroup() {
    List<GraphEdit> edits = new ArrayList<>();
    Set<String> taken = groupNames();
    if (groups.isEmpty()) {
      edits.add(new GroupEvents(entry.id()));
      taken = Set.of(GroupEvents.FIRST);
    }
    int number = taken.size();
    String name = Keys.fresh(taken, "group" + (number + 1));
    ObjectNode item = JSON.objectNode();
    item.putObject(name).putObject("listen").putObject("to").set("one", event("com.example.event"));
    edits.add(new AddItem(entry.id(), GroupEvents.BRANCHES, item));
    apply(edits);
    String index = Integer.toString(number);
    List<String> to = EventRows.with(GroupEvents.BRANCHES, index, name, "listen", "to");
    return id(to, "one", "with", "type");
  }

  /** Whether an event can be added where a row is: groups have them, and not the state. */
  public boolean mayAddEvent(@Nullable EventRow near) {
    return groups.isEmpty() || groupOf(near).isPresent();
  }

  /** Waits in another way for the same events. */
  private void choose(List<String> place, String how) {
    JsonNode strategy = at(place);
    String now = EventRows.how(strategy);
    if (now.equals(how)) {
      return;
    }
    List<GraphEdit> edits = new ArrayList<>();
    boolean lists = !now.isEmpty() && !now.equals("one") && !how.equals("one");
    if (how.equals("all") && strategy.path("any").isEmpty()) {
      lists = false;
    }
    if (lists) {
      if (strategy.has("until")) {
        edits.add(set(with(place, "until"), null));
      }
      edits.add(new RenameKey(entry.id(), place, now, how));
    } else {
      edits.add(set(place, strategy(strategy, how)));
    }
    apply(edits);
  }

  private static ObjectNode strategy(JsonNode before, String how) {
    List<JsonNode> events = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : before.properties()) {
      if (EventRow.WORDS.contains(each.getKey())) {
        if (each.getValue().isArray()) {
          each.getValue().forEach(events::add);
        } else {
          events.add(each.getValue());
        }
      }
    }
    if (events.isEmpty()) {
      events.add(event("com.example.event"));
    }
    ObjectNode now = JSON.objectNode();
    if (how.equals("one")) {
      now.set("one", events.get(0));
    } else {
      events.forEach(now.withArray(how)::add);
    }
    return now;
  }

  private static ObjectNode event(String type) {
    ObjectNode event = JSON.objectNode();
    event.putObject("with").put("type", type);
    return event;
  }

  /** Adds an event where a row is; gives the id of its row. */
  public String addEvent(@Nullable EventRow near) {
    List<String> place = strategyOf(near);
    JsonNode strategy = at(place);
    String how = EventRows.how(strategy);
    int count = strategy.path(how).isArray() ? strategy.path(how).size() : 1;
    ObjectNode event = event("com.example.event" + (count + 1));
    if (how.equals("any") || how.equals("all")) {
      apply(List.of(new AddItem(entry.id(), with(place, how), event)));
      return id(place, how, Integer.toString(count));
    }
    ObjectNode more = strategy(strategy, "any");
    more.withArray("any").add(event);
    apply(List.of(set(place, more)));
    return id(place, "any", Integer.toString(count));
  }

  /** Attributes of the event that a row belongs to that have no filter yet; none for no event. */
  public List<String> free(@Nullable EventRow near) {
    return eventOf(near)
        .map(place -> at(with(place, "with")))
        .map(with -> ATTRIBUTES.stream().filter(each -> !with.has(each)).toList())
        .orElse(List.of());
  }

  /** Adds a filter of an attribute to the event that a row belongs to; gives its row's id. */
  public String addFilter(@Nullable EventRow near, String attribute) {
    List<String> with = with(eventOf(near).orElseThrow(), "with");
    String name = fresh(with, attribute);
    apply(List.of(set(with(with, name), JSON.textNode(sample(attribute)))));
    return id(with, name);
  }

  private static String sample(String attribute) {
    return switch (attribute) {
      case "type" -> "com.example.event";
      case "source", "dataschema" -> "https://example.com";
      case "data" -> "${ .value == 1 }";
      case "time" -> "2030-01-01T00:00:00Z";
      case "datacontenttype" -> "application/json";
      default -> "value";
    };
  }

  /** Whether the row belongs to an event. */
  public boolean inEvent(@Nullable EventRow near) {
    return eventOf(near).isPresent();
  }

  /** Adds a correlation key to the event that a row belongs to; gives its row's id. */
  public String addCorrelation(@Nullable EventRow near) {
    List<String> correlate = with(eventOf(near).orElseThrow(), "correlate");
    String name = fresh(correlate, "key");
    apply(List.of(set(with(with(correlate, name), "from"), JSON.textNode(".data.id"))));
    return id(correlate, name);
  }

  private String fresh(List<String> place, String name) {
    Set<String> taken = new HashSet<>();
    at(place).fieldNames().forEachRemaining(taken::add);
    return Keys.fresh(taken, name);
  }

  /** Whether the row belongs to a correlation key that expects nothing yet. */
  public boolean mayExpect(@Nullable EventRow near) {
    return correlationOf(near).filter(place -> !at(place).has("expect")).isPresent();
  }

  /** Lets the correlation key that a row belongs to expect a value; gives its row's id. */
  public String addExpect(@Nullable EventRow near) {
    List<String> expect = with(correlationOf(near).orElseThrow(), "expect");
    apply(List.of(set(expect, JSON.textNode("${ .id }"))));
    return id(expect);
  }

  /** Whether what a row belongs to could wait until something, and does not yet. */
  public boolean mayEnd(@Nullable EventRow near) {
    return mayAddEvent(near) && at(toOf(near)).has("any") && !at(toOf(near)).has("until");
  }

  /**
   * Adds until when events are taken where a row is; gives the id of its row.
   *
   * @param byEvent whether an event ends it, and no condition
   */
  public String addUntil(@Nullable EventRow near, boolean byEvent) {
    List<String> until = with(toOf(near), "until");
    ObjectNode end = JSON.objectNode();
    end.set("one", event("com.example.end"));
    apply(List.of(set(until, byEvent ? end : JSON.textNode("length == 2"))));
    return id(until);
  }

  private static Optional<List<String>> correlationOf(@Nullable EventRow near) {
    int at = near == null ? -1 : near.place().indexOf("correlate");
    return near == null || at < 0 || near.place().size() < at + 2
        ? Optional.empty()
        : Optional.of(near.place().subList(0, at + 2));
  }

  private Optional<List<String>> eventOf(@Nullable EventRow near) {
    EventRow row = near;
    while (row != null && row.kind() != Kind.EVENT) {
      row = above(row);
    }
    return Optional.ofNullable(row).map(EventRow::place);
  }

  private List<String> strategyOf(@Nullable EventRow near) {
    EventRow row = near;
    while (row != null && !row.isStrategy()) {
      row = above(row);
    }
    return row == null ? TO : row.place();
  }

  /** Where what a row belongs to is said: that of its group, or of the state. */
  private List<String> toOf(@Nullable EventRow near) {
    return groupOf(near).map(EventRow::place).orElse(TO);
  }

  private Optional<EventRow> groupOf(@Nullable EventRow near) {
    EventRow row = near;
    while (row != null && row.kind() != Kind.GROUP) {
      row = above(row);
    }
    return Optional.ofNullable(row);
  }

  private @Nullable EventRow above(EventRow row) {
    return rows.stream().filter(each -> each.id().equals(row.parent())).findFirst().orElse(null);
  }

  private JsonNode at(List<String> place) {
    return EventRows.at(task, place);
  }

  private static List<String> with(List<String> place, String step) {
    return EventRows.with(place, step);
  }

  private static String id(List<String> place, String... more) {
    return String.join("/", EventRows.with(place, more));
  }

  private GraphEdit set(List<String> place, @Nullable JsonNode value) {
    return new SetValue(entry.id(), place, value);
  }

  private Optional<String> refusal(GraphEdit edit) {
    return model.refusal(entry.scope(), edit);
  }

  private void apply(List<GraphEdit> edits) {
    if (refusal(edits.get(0)).isEmpty()) {
      List<WorkflowModel.Step> steps =
          edits.stream().map(edit -> new WorkflowModel.Step(entry.scope(), edit)).toList();
      model.apply(steps, model.layout(), model.selected());
    }
  }
}
