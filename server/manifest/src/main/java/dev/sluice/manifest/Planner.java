package dev.sluice.manifest;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.ListRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a manifest with what the server has: secrets, roles and sinks first, then functions in
 * the manifest's order, each with its version and its aliases, then workflows, which call them,
 * then functions whose results go to one of these workflows, then associations and sources, and
 * what is pruned last. It changes nothing; what cannot be goes to the problems. Not thread-safe.
 */
public final class Planner {
  private static final int PAGE = 1000;

  private final SluiceClient client;
  private final Map<String, String> environment;
  private final Codes codes;
  private final Problems problems;

  /**
   * Plans with these.
   *
   * @param environment of this process, which new secrets can have their values from
   * @param codes keeps the code that the plan's steps send
   */
  public Planner(
      SluiceClient client, Map<String, String> environment, Codes codes, Problems problems) {
    this.client = client;
    this.environment = environment;
    this.codes = codes;
    this.problems = problems;
  }

  /**
   * The whole of a manifest.
   *
   * @param prune whether what came from it and is in it no more is deleted
   * @throws dev.sluice.client.SluiceApiException when the server refuses a question
   */
  public Plan plan(Manifest manifest, boolean prune) throws IOException {
    SecretPlanner secrets = new SecretPlanner(client, environment, problems);
    List<Step> steps = new ArrayList<>(secrets.plan(manifest));
    RolePlanner roles = new RolePlanner(client, manifest.name(), problems);
    steps.addAll(roles.plan(manifest.roles()));
    SinkPlanner sinks = new SinkPlanner(client, manifest.name(), problems);
    steps.addAll(sinks.plan(manifest.sinks()));
    FunctionPlanner functions = new FunctionPlanner(client, manifest.name(), codes, problems);
    WorkflowPlanner workflows = new WorkflowPlanner(client, manifest.name(), problems);
    for (FunctionEntry entry : manifest.functions()) {
      if (!leads(entry, manifest.workflows())) {
        steps.addAll(functions.plan(entry));
      }
    }
    steps.addAll(workflows.plan(manifest.workflows()));
    for (FunctionEntry entry : manifest.functions()) {
      if (leads(entry, manifest.workflows())) {
        steps.addAll(functions.plan(entry));
      }
    }
    // What a source brings before there is an association for it is for nobody.
    AssociationPlanner associations = new AssociationPlanner(client, manifest.name());
    steps.addAll(associations.plan(manifest.associations()));
    SourcePlanner sources = new SourcePlanner(client, manifest.name(), problems);
    steps.addAll(sources.plan(manifest.sources()));
    List<String> left = new ArrayList<>();
    deletions(sources.gone(), prune, steps, left);
    deletions(associations.gone(), prune, steps, left);
    deletions(workflows.gone(), prune, steps, left);
    for (FunctionInfo gone : gone(manifest)) {
      if (prune) {
        steps.add(new DeleteStep(Change.gone("function", gone.name()), gone.revision()));
      } else {
        left.add(gone.name());
      }
    }
    deletions(sinks.gone(), prune, steps, left);
    deletions(roles.gone(), prune, steps, left);
    return new Plan(manifest.name(), steps, left);
  }

  /**
   * Some functions of a manifest with their versions and aliases, and nothing else of it.
   *
   * @param names of the functions; those that the manifest has not are left out
   * @throws dev.sluice.client.SluiceApiException when the server refuses a question
   */
  public Plan plan(Manifest manifest, Set<String> names) throws IOException {
    FunctionPlanner functions = new FunctionPlanner(client, manifest.name(), codes, problems);
    List<Step> steps = new ArrayList<>();
    for (FunctionEntry entry : manifest.functions()) {
      if (names.contains(entry.name())) {
        steps.addAll(functions.plan(entry));
      }
    }
    return new Plan(manifest.name(), steps, List.of());
  }

  /**
   * The definition of a function, with what the file names of its code tell; empty where that is
   * not enough, which is a problem.
   *
   * @throws dev.sluice.manifest.code.CodeException when the code is none
   */
  public Optional<FunctionSpec> define(Manifest manifest, FunctionEntry entry, CodeUpload code)
      throws IOException {
    return new FunctionPlanner(client, manifest.name(), codes, problems).define(entry, code);
  }

  /** Whether results of a function start one of these workflows. */
  private static boolean leads(FunctionEntry function, List<WorkflowEntry> workflows) {
    AsyncSpec async = function.definition().async();
    return async != null
        && workflows.stream()
            .anyMatch(each -> leads(async.onSuccess(), each) || leads(async.onFailure(), each));
  }

  private static boolean leads(@Nullable Destination destination, WorkflowEntry workflow) {
    return destination != null && workflow.name().equals(destination.workflow());
  }

  private static void deletions(
      List<Step> gone, boolean prune, List<Step> steps, List<String> left) {
    if (prune) {
      steps.addAll(gone);
    } else {
      gone.forEach(step -> left.add(step.change().title()));
    }
  }

  /** Functions that carry the manifest's label and are not in it. */
  private List<FunctionInfo> gone(Manifest manifest) throws IOException {
    Set<String> names =
        manifest.functions().stream().map(FunctionEntry::name).collect(Collectors.toSet());
    Map<String, String> label = Map.of(Manifest.LABEL, manifest.name());
    return Pages.all(cursor -> client.functions(new ListRequest(label, null, PAGE, cursor)))
        .stream()
        .filter(is -> !names.contains(is.name()))
        .toList();
  }
}
