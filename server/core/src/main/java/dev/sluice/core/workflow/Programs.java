package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.InvalidDefinitionException;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Reading;
import dev.sluice.flow.text.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiled workflows, those that were used last. Thread-safe. */
final class Programs {
  private static final int MOST = 500;

  private final WorkflowStore store;
  private final Map<String, Program> compiled = new LinkedHashMap<>(16, 0.75f, true);

  /** By the version, so that one that wakes up needs no text. */
  private final Map<Key, Program> known = new LinkedHashMap<>(16, 0.75f, true);

  /** A version of a workflow, or of its schedule. */
  private record Key(String namespace, String workflow, int version) {}

  Programs(WorkflowStore store) {
    this.store = store;
  }

  /**
   * The program of a version.
   *
   * @param workflow its name, or that of its schedule
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND} or {@code INVALID_WORKFLOW}
   */
  Program of(String namespace, String workflow, int version) {
    Key key = new Key(namespace, workflow, version);
    synchronized (known) {
      Program found = known.get(key);
      if (found != null) {
        return found;
      }
    }
    String name = Schedule.workflow(workflow);
    WorkflowVersion found =
        store
            .find(namespace, name, version)
            .orElseThrow(() -> WorkflowService.notFound(name + " version " + version));
    Program program = of(found, workflow);
    keep(known, key, program);
    return program;
  }

  /**
   * Forgets the versions of a workflow: a namespace that was deleted and made anew begins to count
   * them anew.
   */
  void forget(String namespace, String workflow) {
    synchronized (known) {
      known
          .keySet()
          .removeIf(
              key ->
                  key.namespace().equals(namespace)
                      && Schedule.workflow(key.workflow()).equals(workflow));
    }
  }

  private static <K> void keep(Map<K, Program> programs, K key, Program program) {
    synchronized (programs) {
      programs.put(key, program);
      if (programs.size() > MOST) {
        programs.remove(programs.keySet().iterator().next());
      }
    }
  }

  /** The program of a version that was read, or of its schedule. */
  Program of(WorkflowVersion version, String workflow) {
    boolean schedule = Schedule.isName(workflow);
    String key = schedule ? workflow + " " + version.digest() : version.digest();
    synchronized (compiled) {
      Program found = compiled.get(key);
      if (found != null) {
        return found;
      }
    }
    Program program = compile(version.text());
    program = schedule ? Schedule.of(program).orElseThrow().program(version.workflow()) : program;
    keep(compiled, key, program);
    return program;
  }

  /** Compiles a text. */
  static Program compile(String text) {
    Reading reading = Document.read(text);
    Document document = reading.document();
    if (document == null) {
      throw refused(reading.problems().get(0).message());
    }
    return compile(Values.of(document.root()));
  }

  static Program compile(JsonNode definition) {
    try {
      return Program.compile(definition);
    } catch (InvalidDefinitionException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  static SluiceException refused(String why) {
    return new SluiceException(
        ErrorCode.INVALID_WORKFLOW,
        "The workflow cannot be run: " + why + ".",
        "'sluice workflow validate FILE' tells all that is wrong, with lines.");
  }
}
