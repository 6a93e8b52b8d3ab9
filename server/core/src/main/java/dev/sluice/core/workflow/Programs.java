package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.InvalidDefinitionException;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Reading;
import dev.sluice.flow.text.Values;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled workflows, each compiled once. Thread-safe. */
final class Programs {
  private final WorkflowStore store;
  private final ConcurrentHashMap<String, Program> compiled = new ConcurrentHashMap<>();

  Programs(WorkflowStore store) {
    this.store = store;
  }

  /**
   * The program of a version.
   *
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND} or {@code INVALID_WORKFLOW}
   */
  Program of(String namespace, String workflow, int version) {
    WorkflowVersion found =
        store
            .find(namespace, workflow, version)
            .orElseThrow(() -> WorkflowService.notFound(workflow + " version " + version));
    return of(found);
  }

  /** The program of a version that was read. */
  Program of(WorkflowVersion version) {
    return compiled.computeIfAbsent(version.digest(), digest -> compile(version.text()));
  }

  /** Compiles a text. */
  static Program compile(String text) {
    Reading reading = Document.read(text);
    Document document = reading.document();
    if (document == null) {
      throw refused(reading.problems().get(0).message());
    }
    JsonNode definition = Values.of(document.root());
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
