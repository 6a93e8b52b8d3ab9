package dev.sluice.studio.core.trigger;

import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A task of a workflow that calls a function of the server.
 *
 * @param qualifier {@code latest} where the task says nothing; may be an expression
 */
record WorkflowCalls(String function, String qualifier, String task) {

  /** All calls of functions in a workflow's text; none when it cannot be read. */
  static List<WorkflowCalls> of(String definition) {
    Document document = Document.read(definition).document();
    if (document == null) {
      return List.of();
    }
    Workflow workflow = Workflow.of(document);
    Set<String> own = new HashSet<>();
    workflow.functions().forEach(task -> own.add(task.name()));
    List<WorkflowCalls> calls = new ArrayList<>();
    workflow.functions().forEach(task -> add(task, own, calls));
    for (Scope scope : workflow.allScopes()) {
      scope.tasks().forEach(task -> add(task, own, calls));
    }
    return calls;
  }

  /** The names of the workflows that a workflow's text runs; none when it cannot be read. */
  static Set<String> runs(String definition) {
    Document document = Document.read(definition).document();
    Set<String> names = new HashSet<>();
    if (document != null) {
      for (Scope scope : Workflow.of(document).allScopes()) {
        scope.tasks().forEach(task -> addRun(task, names));
      }
    }
    return names;
  }

  private static void addRun(Task task, Set<String> names) {
    MapNode body = task.kind() == TaskKind.RUN ? task.body() : null;
    MapNode run = body == null ? null : body.map("run");
    MapNode workflow = run == null ? null : run.map("workflow");
    String name = workflow == null ? null : workflow.text("name");
    if (name != null) {
      names.add(name);
    }
  }

  private static void add(Task task, Set<String> own, List<WorkflowCalls> calls) {
    String called = task.kind() == TaskKind.CALL ? task.text("call") : null;
    if (called != null && !own.contains(called)) {
      MapNode body = task.body();
      MapNode with = body == null ? null : body.map("with");
      String qualifier = with == null ? null : with.text("qualifier");
      calls.add(new WorkflowCalls(called, qualifier == null ? "latest" : qualifier, task.name()));
    }
  }
}
