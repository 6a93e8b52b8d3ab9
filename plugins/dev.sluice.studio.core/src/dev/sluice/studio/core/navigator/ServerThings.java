package dev.sluice.studio.core.navigator;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.NamespaceInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.navigator.FunctionNode.Waiting;
import dev.sluice.studio.core.navigator.GroupNode.Kind;
import dev.sluice.studio.core.operate.DeadLettersPresenter;
import dev.sluice.studio.core.operate.JobsPresenter;
import dev.sluice.studio.core.operate.ListPresenter;
import dev.sluice.studio.core.operate.ListView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All but the functions: what the server does not tell of by itself, asked for when it is to be
 * shown. Confined to the UI thread.
 */
public final class ServerThings {
  private static final int MOST_EXECUTIONS = 500;

  private final ServerAccess server;
  private final Listener listener;
  private final Listed<SourceInfo> sources;
  private final Listed<AssociationInfo> associations;
  private final Listed<WorkflowInfo> workflows;
  private final JobsPresenter jobs;
  private final DeadLettersPresenter letters;
  private final Listed<QueueInfo> queues;
  private final Listed<ExecutionInfo> executions;
  private final Listed<NamespaceInfo> namespaces;
  private final Map<Kind, GroupNode> groups = new EnumMap<>(Kind.class);
  private final Map<String, WorkflowNode> nodes = new HashMap<>();
  private boolean acting;

  /** Hears of changes, on the UI thread. */
  interface Listener {
    /** A group has others, or they are in another state. */
    void changed(GroupNode group);

    /** Other events wait for functions; keys are their names. */
    void queuesChanged(Map<String, Waiting> now);

    /** What a line says is another. */
    void lineChanged(TreeNode line);

    /** The server has other namespaces. */
    void namespacesChanged();

    /** What became of something that the user asked for. */
    void said(String sentence, boolean bad);
  }

  ServerThings(ServerAccess server, Listener listener, NamespaceNode parent) {
    this.server = server;
    this.listener = listener;
    sources =
        new Listed<>(
            server,
            "Loading sources",
            client -> client.sources().list(),
            new Answer(() -> changed(Kind.SOURCES)));
    associations =
        new Listed<>(
            server,
            "Loading associations",
            client -> client.events().associations(),
            new Answer(() -> changed(Kind.ASSOCIATIONS)));
    workflows =
        new Listed<>(
            server,
            "Loading workflows",
            client -> client.workflows().list(),
            new Answer(() -> changed(Kind.WORKFLOWS)));
    jobs = new JobsPresenter(server, new Answer(() -> changed(Kind.JOBS)));
    letters = new DeadLettersPresenter(server, new LetterAnswer());
    queues =
        new Listed<>(
            server,
            "Loading queues",
            client -> client.queue().queues(null),
            new Answer(this::queuesChanged));
    executions =
        new Listed<>(
            server,
            "Counting executions",
            client -> client.workflows().executions(null, "running", MOST_EXECUTIONS, null).items(),
            new Answer(this::executionsChanged));
    namespaces =
        new Listed<>(
            server,
            "Loading namespaces",
            client -> client.namespaces().list(),
            new Answer(listener::namespacesChanged));
    group(
        parent,
        Kind.SOURCES,
        sources,
        of -> lines(sources.now(), it -> new TreeNode.Source(of, it)));
    group(
        parent,
        Kind.ASSOCIATIONS,
        associations,
        of -> lines(associations.now(), it -> new TreeNode.Association(of, it)));
    group(parent, Kind.WORKFLOWS, workflows, this::workflowNodes);
    group(
        parent, Kind.JOBS, jobs, of -> lines(jobs.visible(), it -> new TreeNode.BatchJob(of, it)));
    group(
        parent,
        Kind.DEAD_LETTERS,
        letters,
        of -> lines(letters.visible(), it -> new TreeNode.DeadLetter(of, it)));
  }

  private static <T> List<TreeNode> lines(List<T> infos, Function<T, TreeNode> line) {
    return infos.stream().map(line).toList();
  }

  private void group(
      NamespaceNode parent,
      Kind kind,
      ListPresenter<?> list,
      Function<GroupNode, List<? extends TreeNode>> lines) {
    groups.put(kind, new GroupNode(parent, kind, list, lines));
  }

  /** Hears of one list. */
  private class Answer implements ListView {
    private final Runnable changed;

    Answer(Runnable changed) {
      this.changed = changed;
    }

    @Override
    public void listChanged() {
      changed.run();
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
      // The presenter hears of it by itself.
    }
  }

  private final class LetterAnswer extends Answer implements DeadLettersPresenter.View {
    LetterAnswer() {
      super(() -> changed(Kind.DEAD_LETTERS));
    }

    @Override
    public void openedChanged() {
      // They are read in their own view.
    }
  }

  /** In the order in which they are shown. */
  List<GroupNode> groups() {
    return List.copyOf(groups.values());
  }

  void dispose() {
    List.of(sources, associations, workflows, jobs, letters, queues, executions, namespaces)
        .forEach(ListPresenter::dispose);
  }

  /** Asks for what is wanted; what costs little is asked for in any case. */
  void refresh(Predicate<GroupNode> wanted) {
    queues.refresh();
    for (GroupNode group : groups.values()) {
      // Of dead letters that nobody reads the queues say how many there are.
      boolean asks = wanted.test(group) && (group.kind() != Kind.DEAD_LETTERS || group.open());
      if (asks && group.list() != null) {
        group.list().refresh();
      }
    }
    if (wanted.test(groups.get(Kind.WORKFLOWS))) {
      executions.refresh();
      ConnectionStatus status = server.link().status();
      if (status.caller() != null && status.caller().admin()) {
        namespaces.refresh();
      }
    }
  }

  void rebuild(GroupNode group, Filter filter) {
    ListPresenter<?> list = group.list();
    if (list != null) {
      group.rebuild(list.loaded(), list.bad() ? list.message() : "", filter);
    }
    countLetters();
  }

  private void countLetters() {
    GroupNode group = groups.get(Kind.DEAD_LETTERS);
    if (group != null) {
      group.total(
          !queues.loaded() ? 0 : queues.now().stream().mapToLong(QueueInfo::deadLetters).sum());
    }
  }

  private void changed(Kind kind) {
    GroupNode group = groups.get(kind);
    if (group == null) {
      return;
    }
    ListPresenter<?> list = group.list();
    if (acting && list != null && !list.message().isEmpty()) {
      acting = false;
      listener.said(list.message(), list.bad());
    }
    listener.changed(group);
  }

  private void queuesChanged() {
    countLetters();
    GroupNode group = groups.get(Kind.DEAD_LETTERS);
    if (group != null) {
      listener.lineChanged(group);
      if (group.open()) {
        letters.refresh();
      }
    }
    listener.queuesChanged(waiting());
  }

  /** What waits for functions; keys are their names. */
  Map<String, Waiting> waiting() {
    return queues.now().stream()
        .collect(
            Collectors.toMap(
                QueueInfo::function,
                queue -> new Waiting(queue.waiting(), queue.deadLetters()),
                Waiting::plus));
  }

  private void executionsChanged() {
    Map<String, Long> running = running();
    nodes.forEach(
        (name, node) -> {
          node.running(running.getOrDefault(name, 0L));
          listener.lineChanged(node);
        });
  }

  /** How many executions run; keys are the names of workflows, of those with one at least. */
  private Map<String, Long> running() {
    return executions.now().stream()
        .collect(Collectors.groupingBy(ExecutionInfo::workflow, Collectors.counting()));
  }

  /** The names of all namespaces of this server, as far as they may be known. */
  List<String> namespaces() {
    if (!namespaces.loaded()) {
      return List.of();
    }
    return namespaces.now().stream().map(NamespaceInfo::name).sorted().toList();
  }

  private List<WorkflowNode> workflowNodes(GroupNode group) {
    List<WorkflowNode> all = new ArrayList<>();
    Map<String, Long> running = running();
    for (WorkflowInfo info : workflows.now()) {
      WorkflowNode node = nodes.computeIfAbsent(info.name(), name -> new WorkflowNode(group, info));
      node.update(info);
      // Executions may have been told before there was a line to count them on.
      node.running(running.getOrDefault(info.name(), 0L));
      all.add(node);
    }
    nodes.values().retainAll(new HashSet<>(all));
    return all;
  }

  /** The associations, as they were when the server was asked last. */
  public List<AssociationInfo> associations() {
    return associations.now();
  }

  /** Asks for all of a kind again, after something was done to it. */
  public void refresh(Kind kind) {
    GroupNode group = groups.get(kind);
    if (group != null && group.list() != null) {
      group.list().refresh();
    }
  }

  /** Lets a source bring nothing, or bring events again. */
  public void pause(SourceInfo source, boolean paused) {
    acting = true;
    sources.act(
        (paused ? "Pausing " : "Resuming ") + source.name(),
        client -> client.sources().pause(source.name(), paused),
        now -> now.name() + (paused ? " is paused." : " goes on."));
  }

  /**
   * Pauses, resumes, enables or disables an association.
   *
   * @param verb of the API
   * @param done such as {@code is paused}
   */
  public void set(AssociationInfo association, String verb, String done) {
    acting = true;
    associations.act(
        "Changing " + association.name(),
        client -> client.events().set(association.name(), verb),
        now -> now.name() + " " + done + ".");
  }

  /** What is done to jobs; what came of it is told to the view. */
  public JobsPresenter jobs() {
    acting = true;
    return jobs;
  }

  /** What is done to dead letters; what came of it is told to the view. */
  public DeadLettersPresenter letters() {
    acting = true;
    return letters;
  }
}
