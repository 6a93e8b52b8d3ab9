package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceInfo;
import java.util.List;
import java.util.Optional;

/**
 * What the server has of sources, associations and workflows at one time. Immutable.
 *
 * @param workflows all of the namespace
 * @param last the newest event of all, and of each source that has no definition
 */
public record Wiring(
    List<SourceInfo> sources,
    List<AssociationInfo> associations,
    List<WorkflowStart> workflows,
    List<RecentEventInfo> last) {
  /** What associations call events that are handed in by {@code POST /v1/events}. */
  public static final String EVENTS = "events";

  static final Wiring NOTHING = new Wiring(List.of(), List.of(), List.of(), List.of());

  private static final String SOURCE = "source:";
  private static final String ASSOCIATION = "association:";
  private static final String FUNCTION = "function:";
  private static final String WORKFLOW = "workflow:";
  private static final String ANY = "any";

  /** Leaves room for a number in the 63 characters that a name may have. */
  private static final int LONGEST = 56;

  public Wiring {
    sources = List.copyOf(sources);
    associations = List.copyOf(associations);
    workflows = List.copyOf(workflows);
    last = List.copyOf(last);
  }

  /** The node of a source. */
  public static String source(String name) {
    return SOURCE + name;
  }

  /** The node that stands for all sources of the namespace. */
  public static String anySource() {
    return ANY;
  }

  /** The node of an association. */
  public static String association(String name) {
    return ASSOCIATION + name;
  }

  /** The node of a function. */
  public static String function(String name) {
    return FUNCTION + name;
  }

  /** The node of a workflow. */
  public static String workflow(String name) {
    return WORKFLOW + name;
  }

  /** The source that a node stands for; that of {@link #EVENTS} has no definition. */
  public static Optional<String> sourceOf(String node) {
    return after(SOURCE, node);
  }

  /** The association that a node stands for. */
  public static Optional<String> associationOf(String node) {
    return after(ASSOCIATION, node);
  }

  /** The function that a node stands for. */
  public static Optional<String> functionOf(String node) {
    return after(FUNCTION, node);
  }

  /** The workflow that a node stands for. */
  public static Optional<String> workflowOf(String node) {
    return after(WORKFLOW, node);
  }

  private static Optional<String> after(String prefix, String node) {
    return node.startsWith(prefix)
        ? Optional.of(node.substring(prefix.length()))
        : Optional.empty();
  }

  /** The association of this name. */
  public Optional<AssociationInfo> find(String association) {
    return associations.stream().filter(info -> info.name().equals(association)).findFirst();
  }

  /** The definition of the source of this name. */
  public Optional<SourceInfo> findSource(String source) {
    return sources.stream().filter(info -> info.name().equals(source)).findFirst();
  }

  /** How the workflow of this name starts. */
  public Optional<WorkflowStart> findWorkflow(String workflow) {
    return workflows.stream().filter(start -> start.workflow().equals(workflow)).findFirst();
  }

  /** Whether an association brings the events of this source, by its name, to this function. */
  boolean leads(String source, String function) {
    return associations.stream()
        .anyMatch(
            info ->
                info.sources().contains(source)
                    && info.targets().stream()
                        .anyMatch(target -> function.equals(target.function())));
  }

  /** The name itself, or with the first number that no association has behind it. */
  String freeName(String wanted) {
    String cut = wanted.length() > LONGEST ? wanted.substring(0, LONGEST) : wanted;
    // A name does not end with a hyphen.
    String base = cut.replaceFirst("-+$", "");
    String name = base;
    for (int n = 2; find(name).isPresent(); n++) {
      name = base + "-" + n;
    }
    return name;
  }
}
