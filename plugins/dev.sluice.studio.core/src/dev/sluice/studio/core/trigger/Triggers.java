package dev.sluice.studio.core.trigger;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Allowed;
import dev.sluice.studio.core.trigger.Trigger.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what leads to a function. Remembers the texts of workflows by their digests, so that
 * asking again costs a list of each kind. One call at a time.
 */
public final class Triggers {
  private final Map<String, List<WorkflowCalls>> known = new HashMap<>();

  /**
   * Everything that leads to a function: associations, each with the sources whose events it takes,
   * then workflows that call it, and functions whose results it gets. What the caller may not see
   * is left out.
   *
   * @param functions the functions of the namespace, as far as known
   */
  public List<Trigger> of(SluiceClient client, String function, List<FunctionInfo> functions)
      throws IOException {
    List<Trigger> found = new ArrayList<>();
    Map<String, SourceInfo> sources = new LinkedHashMap<>();
    Allowed.orNone(() -> client.sources().list()).forEach(is -> sources.put(is.name(), is));
    for (AssociationInfo association : Allowed.orNone(() -> client.events().associations())) {
      boolean leads = false;
      for (AssociationSpec.Target target : association.targets()) {
        if (function.equals(target.function())) {
          found.add(association(association, target));
          leads = true;
        }
      }
      if (leads) {
        association.sources().stream()
            .map(sources::remove)
            .filter(Objects::nonNull)
            .forEach(source -> found.add(source(source)));
      }
    }
    for (WorkflowInfo workflow : Allowed.orNone(() -> client.workflows().list())) {
      calls(client, workflow).stream()
          .filter(call -> call.function().equals(function))
          .map(call -> workflow(workflow, call))
          .forEach(found::add);
    }
    functions.forEach(other -> results(other, function, found));
    return found;
  }

  /** The names of the workflows that run this one. */
  public List<String> runners(SluiceClient client, String workflow) throws IOException {
    List<String> names = new ArrayList<>();
    for (WorkflowInfo other : Allowed.orNone(() -> client.workflows().list())) {
      String text = other.name().equals(workflow) ? null : text(client, other);
      if (text != null && WorkflowCalls.runs(text).contains(workflow)) {
        names.add(other.name());
      }
    }
    return names;
  }

  private List<WorkflowCalls> calls(SluiceClient client, WorkflowInfo workflow) throws IOException {
    List<WorkflowCalls> calls = known.get(workflow.digest());
    if (calls == null) {
      String text = text(client, workflow);
      calls = text == null ? List.of() : WorkflowCalls.of(text);
      known.put(workflow.digest(), calls);
    }
    return calls;
  }

  private static @Nullable String text(SluiceClient client, WorkflowInfo workflow)
      throws IOException {
    try {
      return client.workflows().get(workflow.name(), workflow.version()).definition();
    } catch (SluiceApiException e) {
      if (e.status() == 404) {
        return null;
      }
      throw e;
    }
  }

  private static Trigger association(AssociationInfo info, AssociationSpec.Target target) {
    Map<String, Double> weights = target.weights();
    String qualifier = target.qualifier() == null ? "latest" : target.qualifier();
    String filter = info.filter();
    String from = info.sources().isEmpty() ? "every event" : "";
    String trouble = info.stateReason();
    if (trouble == null && info.lastError() != null) {
      trouble = info.lastError().type() + ": " + info.lastError().message();
    }
    return new Trigger(
        Kind.ASSOCIATION,
        info.name(),
        weights == null ? qualifier : "",
        weights == null ? Map.of() : weights,
        info.state(),
        filter == null ? from : filter,
        info.waiting(),
        info.delayMs(),
        trouble);
  }

  private static Trigger source(SourceInfo info) {
    Kind kind =
        info.kind().equals("schedule")
            ? Kind.SCHEDULE
            : info.address() == null ? Kind.SOURCE : Kind.ROUTE;
    String reason = info.stateReason() == null ? info.lastProblem() : info.stateReason();
    return new Trigger(
        kind, info.name(), "", Map.of(), info.state(), detail(info), null, null, reason);
  }

  private static String detail(SourceInfo info) {
    if (info.address() != null) {
      return info.address();
    }
    String options =
        info.options().entrySet().stream()
            .filter(option -> !(option.getValue() instanceof Map))
            .map(option -> option.getKey() + " " + option.getValue())
            .collect(Collectors.joining(", "));
    return info.kind().equals("schedule") ? options : info.kind() + ": " + options;
  }

  private static Trigger workflow(WorkflowInfo info, WorkflowCalls call) {
    return new Trigger(
        Kind.WORKFLOW,
        info.name(),
        call.qualifier(),
        Map.of(),
        "",
        "task " + call.task() + ", version " + info.version(),
        null,
        null,
        null);
  }

  private static void results(FunctionInfo from, String function, List<Trigger> found) {
    result(from, "its successes", from.async().onSuccess(), function, found);
    result(from, "its failures", from.async().onFailure(), function, found);
  }

  private static void result(
      FunctionInfo from,
      String what,
      AsyncSpec.@Nullable Destination to,
      String function,
      List<Trigger> found) {
    if (to != null && function.equals(to.function())) {
      String qualifier = to.qualifier() == null ? "latest" : to.qualifier();
      found.add(
          new Trigger(Kind.RESULTS, from.name(), qualifier, Map.of(), "", what, null, null, null));
    }
  }
}
