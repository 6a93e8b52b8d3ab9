package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Node.Look;
import dev.sluice.studio.core.graph.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be put into a workflow: the whitepaper's states, and the functions that are there. */
public final class Palette {
  /** The id of the entry that ends the workflow: no task, but where one goes. */
  static final String END = "end";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Entry> STATES =
      List.of(
          state(
              TaskKind.LISTEN,
              StateType.EVENT,
              "waits for events, then goes on with them",
              "{'listen': {'to': {'one': {'with': {'type': 'com.example.event'}}}}}"),
          state(
              TaskKind.CALL, StateType.OPERATION, "calls a function", "{'call': 'function-name'}"),
          state(
              TaskKind.SWITCH,
              StateType.SWITCH,
              "goes one way or another, by conditions on the data",
              "{'switch': [{'yes': {'when': '.value > 0', 'then': 'continue'}},"
                  + " {'otherwise': {'then': 'exit'}}]}"),
          state(
              TaskKind.SET,
              StateType.PASS,
              "makes data of data, and calls nothing",
              "{'set': {'value': 1}}"),
          state(TaskKind.WAIT, StateType.WAIT, "waits for a while", "{'wait': {'seconds': 10}}"),
          state(
              TaskKind.FORK,
              StateType.PARALLEL,
              "does several things at once, and waits for all of them or the first",
              "{'fork': {'compete': false, 'branches':"
                  + " [{'left': {'set': {'done': true}}}, {'right': {'set': {'done': true}}}]}}"),
          state(
              TaskKind.FOR,
              StateType.FOR_EACH,
              "does the same for each item of a list",
              "{'for': {'each': 'item', 'in': '.items'}, 'do': [{'step': {'set':"
                  + " {'item': '${ $item }'}}}]}"),
          state(
              TaskKind.TRY,
              StateType.TRY,
              "does something, and something else where that fails",
              "{'try': [{'attempt': {'set': {'done': true}}}],"
                  + " 'catch': {'do': [{'recover': {'set': {'failed': true}}}]}}"),
          state(
              TaskKind.DO,
              StateType.OPERATION,
              "several states as one",
              "{'do': [{'step': {'set': {'done': true}}}]}"),
          state(
              TaskKind.EMIT,
              StateType.OPERATION,
              "publishes an event",
              "{'emit': {'event': {'with': {'source': 'https://example.com/workflow',"
                  + " 'type': 'com.example.done'}}}}"),
          state(
              TaskKind.RUN,
              StateType.OPERATION,
              "runs another workflow and waits for it",
              "{'run': {'workflow': {'namespace': 'default', 'name': 'other',"
                  + " 'version': '1.0.0'}}}"),
          new Entry(
              END, "End", "ends the workflow here", "end", new Look(Tone.GREY, Glyph.STOP), "{}"),
          state(
              TaskKind.RAISE,
              StateType.FAIL,
              "ends with an error, unless somebody catches it",
              "{'raise': {'error': {'type': 'https://example.com/errors/failed',"
                  + " 'title': 'Failed', 'status': 500}}}"));

  /**
   * Something that can be put into a workflow.
   *
   * @param name that a state gets, with a number where it is taken
   * @param template its keys, as JSON
   */
  public record Entry(
      String id, String label, String about, String name, Look look, String template) {
    /** Its keys. */
    ObjectNode body() {
      try {
        return (ObjectNode) JSON.readTree(template);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the palette's own template is no JSON: " + id, e);
      }
    }

    /** Whether somebody who types this may mean it. */
    public boolean matches(String typed) {
      String wanted = typed.strip().toLowerCase(Locale.ROOT);
      return (label + " " + about).toLowerCase(Locale.ROOT).contains(wanted);
    }
  }

  private Palette() {}

  private static Entry state(TaskKind kind, StateType type, String about, String template) {
    String word = StateLook.word(kind);
    String name = word.toLowerCase(Locale.ROOT).replace("-", "");
    return new Entry(
        kind.key(), word, about, name, StateLook.of(type, kind), template.replace('\'', '"'));
  }

  /** The whitepaper's states, and what the language has beyond them. */
  public static List<Entry> states() {
    return STATES;
  }

  /** Functions as states that call them. */
  public static List<Entry> functions(List<String> names) {
    List<Entry> entries = new ArrayList<>();
    for (String name : names) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("call", name);
      entries.add(
          new Entry(
              "call:" + name,
              name,
              "calls the function " + name,
              name,
              StateLook.of(StateType.OPERATION, TaskKind.CALL),
              body.toString()));
    }
    return entries;
  }
}
