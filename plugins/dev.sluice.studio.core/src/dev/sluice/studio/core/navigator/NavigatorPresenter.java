package dev.sluice.studio.core.navigator;

import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionPhase;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.navigator.GroupNode.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what the Navigator shows: connections, namespaces and all that a namespace has, of what
 * the filter lets pass. Functions come with the server's live events; the rest is asked for while
 * somebody looks, often where it is open and seldom where only its count is seen. Confined to the
 * UI thread.
 */
public final class NavigatorPresenter implements FunctionCatalog.Listener {
  /** A closed group is asked for at one in so many ticks. */
  private static final int SELDOM = 5;

  private final StudioSession session;
  private final View view;
  private final Consumer<ConnectionStatus> connected = this::connectionChanged;
  private final RootNode root = new RootNode();
  private final ConnectionNode connection;
  private final NamespaceNode namespace;
  private final ServerThings things;
  private final Children children;
  private final List<GroupNode> groups = new ArrayList<>();
  private final GroupNode functions;
  private final Map<String, FunctionNode> nodes = new HashMap<>();
  private Filter filter = Filter.NONE;
  private long ticks;

  /** What the presenter tells the view. */
  public interface View {

    /** What is below a line has changed, and perhaps the line itself. */
    void branchChanged(Branch branch);

    /** Only what the line itself says has changed. */
    void lineChanged(TreeNode line);

    /** {@link #state()} or the connection may have changed. */
    void stateChanged();

    /** What became of something that the user asked for. */
    void said(String sentence, boolean bad);
  }

  /** A presenter that calls this view from the next change on. */
  public NavigatorPresenter(StudioSession session, View view) {
    this.session = session;
    this.view = view;
    var link = session.server().link();
    connection = new ConnectionNode(root, link.status());
    namespace = new NamespaceNode(connection);
    children = new Children(session.server().calls(), view);
    functions = new GroupNode(namespace, Kind.FUNCTIONS, null, this::functionNodes);
    groups.add(functions);
    things = new ServerThings(session.server(), new Answers(), namespace);
    groups.addAll(things.groups());
    session.catalog().listen(this);
    link.listen(connected);
    groups.forEach(this::rebuild);
    namespace.show(passing());
    showConnections();
  }

  private final class Answers implements ServerThings.Listener {
    @Override
    public void changed(GroupNode group) {
      renew(group);
      loadWorkflows(group);
    }

    @Override
    public void queuesChanged(Map<String, FunctionNode.Waiting> now) {
      nodes.forEach(
          (name, node) -> {
            var waiting = now.getOrDefault(name, FunctionNode.Waiting.NOTHING);
            if (!waiting.equals(node.waiting())) {
              node.waiting(waiting);
              view.lineChanged(node);
            }
          });
    }

    @Override
    public void lineChanged(TreeNode line) {
      view.lineChanged(line);
    }

    @Override
    public void namespacesChanged() {
      showConnections();
      view.branchChanged(connection);
    }

    @Override
    public void said(String sentence, boolean bad) {
      view.said(sentence, bad);
    }
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.catalog().forget(this);
    session.server().link().forget(connected);
    things.dispose();
  }

  /** What all lines are below. */
  public RootNode root() {
    return root;
  }

  /** The server that Studio works with. */
  public ConnectionNode connection() {
    return connection;
  }

  /** The namespace that Studio acts in. */
  public NamespaceNode namespace() {
    return namespace;
  }

  /** The groups that the namespace has, whether the filter lets something of them pass or not. */
  public List<GroupNode> groups() {
    return List.copyOf(groups);
  }

  /** What is asked of the server, for those that change it. */
  public ServerThings things() {
    return things;
  }

  /** What there is to show. */
  public ListState state() {
    ConnectionPhase phase = session.server().link().status().phase();
    boolean knows = session.catalog().loaded() || !session.catalog().functions().isEmpty();
    if (knows || phase == ConnectionPhase.CONNECTED) {
      boolean loading = !knows && session.catalog().failure().isEmpty();
      boolean none = !filter.empty() && namespace.children().isEmpty();
      return loading ? ListState.LOADING : none ? ListState.NO_MATCH : ListState.LISTED;
    }
    return phase == ConnectionPhase.STARTING ? ListState.LOADING : ListState.DISCONNECTED;
  }

  /** Whether only some of it is shown. */
  public boolean filtering() {
    return !filter.empty();
  }

  /**
   * Shows only what has this text in its name or what it is made of, such as a function's runtime
   * and labels; several words must all match. Groups of which nothing passes are not shown.
   */
  public void filter(String text) {
    filter = new Filter(text);
    groups.forEach(this::rebuild);
    namespace.show(passing());
    view.branchChanged(namespace);
    namespace.children().forEach(group -> view.branchChanged((GroupNode) group));
    view.stateChanged();
  }

  /** Asks the server for everything again. */
  public void refresh() {
    session.catalog().reload();
    things.refresh(group -> true);
    nodes.values().stream().filter(Branch::known).forEach(children::load);
    groups.forEach(this::loadWorkflows);
  }

  /** Loads again what is known below workflows: other aliases make no other list of workflows. */
  private void loadWorkflows(GroupNode group) {
    group.all().stream()
        .filter(WorkflowNode.class::isInstance)
        .map(WorkflowNode.class::cast)
        .filter(Branch::known)
        .forEach(children::load);
  }

  /** Asks for what is not told by itself; call every few seconds while somebody looks. */
  public void tick() {
    boolean all = ticks++ % SELDOM == 0;
    things.refresh(group -> all || group.open() || !filter.empty());
  }

  /** The user has opened or closed a line. */
  public void opened(Branch branch, boolean open) {
    branch.open(open);
    if (open && branch instanceof GroupNode group && group.list() != null) {
      group.list().refresh();
    }
  }

  /** Loads what is below a function or a workflow unless that was done or is under way. */
  public void childrenWanted(Branch branch) {
    children.wanted(branch);
  }

  /** The line of this association, if it is shown. */
  public Optional<TreeNode> association(String name) {
    return groups.stream()
        .filter(group -> group.kind() == Kind.ASSOCIATIONS)
        .flatMap(group -> group.children().stream())
        .filter(node -> node.key().equals(name))
        .findFirst();
  }

  @Override
  public void reloaded() {
    renew(functions);
    nodes.values().stream().filter(Branch::known).forEach(children::load);
  }

  @Override
  public void changed(Set<String> names) {
    List<TreeNode> before = functions.children();
    rebuild(functions);
    if (before.equals(functions.children())) {
      view.lineChanged(functions);
    } else {
      showGroup(functions);
    }
    for (String name : names) {
      FunctionNode node = nodes.get(name);
      if (node != null) {
        view.branchChanged(node);
        if (node.known()) {
          children.load(node);
        }
      }
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    showConnections();
    view.branchChanged(root);
    view.branchChanged(connection);
    groups.forEach(this::renew);
    view.stateChanged();
  }

  private void showConnections() {
    ConnectionStatus status = session.server().link().status();
    connection.status(status);
    if (status.caller() != null) {
      namespace.name(status.caller().namespace());
    }
    List<TreeNode> roots = new ArrayList<>(List.of(connection));
    var settings = session.server().settings();
    settings.known().stream()
        .filter(choice -> !choice.equals(settings.choice()))
        .forEach(choice -> roots.add(new TreeNode.OtherConnection(root, choice)));
    root.show(roots);
    List<TreeNode> spaces = new ArrayList<>(List.of(namespace));
    if (status.caller() != null && status.caller().admin()) {
      things.namespaces().stream()
          .filter(name -> !name.equals(namespace.name()))
          .forEach(name -> spaces.add(new TreeNode.OtherNamespace(connection, name)));
    }
    connection.show(spaces);
  }

  private void renew(GroupNode group) {
    rebuild(group);
    showGroup(group);
  }

  /** Tells of a group's new lines; a group of which nothing passes comes and goes itself. */
  private void showGroup(GroupNode group) {
    List<GroupNode> shown = passing();
    if (!shown.equals(namespace.children())) {
      namespace.show(shown);
      view.branchChanged(namespace);
    }
    if (shown.contains(group)) {
      view.branchChanged(group);
    }
    view.stateChanged();
  }

  private List<GroupNode> passing() {
    return groups.stream()
        .filter(
            group ->
                filter.empty()
                    || group.children().stream().anyMatch(it -> !(it instanceof TreeNode.Note)))
        .toList();
  }

  private void rebuild(GroupNode group) {
    if (group == functions) {
      FunctionCatalog catalog = session.catalog();
      boolean loaded = catalog.loaded() || !catalog.functions().isEmpty();
      group.rebuild(loaded, catalog.failure().map(Failure::sentence).orElse(""), filter);
    } else {
      things.rebuild(group, filter);
    }
  }

  private List<FunctionNode> functionNodes(GroupNode group) {
    List<FunctionNode> all = new ArrayList<>();
    Map<String, FunctionNode> known = new HashMap<>();
    Map<String, FunctionNode.Waiting> waiting = things.waiting();
    for (FunctionInfo info : session.catalog().functions()) {
      FunctionNode node = nodes.get(info.name());
      if (node == null || !node.info().id().equals(info.id())) {
        node = new FunctionNode(group, info);
        node.waiting(waiting.getOrDefault(info.name(), FunctionNode.Waiting.NOTHING));
      }
      node.update(info);
      known.put(info.name(), node);
      all.add(node);
    }
    nodes.clear();
    nodes.putAll(known);
    return all;
  }
}
