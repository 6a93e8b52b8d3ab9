package dev.sluice.studio.core.functions;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.Page;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionPhase;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what the Functions view shows: which functions match the filter, and their versions and
 * aliases once they are asked for. Confined to the UI thread.
 */
public final class FunctionsPresenter implements FunctionCatalog.Listener {
  private static final int VERSIONS = 200;

  private final ServerAccess server;
  private final FunctionCatalog catalog;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final Map<String, FunctionNode> nodes = new HashMap<>();
  private List<FunctionNode> visible = List.of();
  private String filter = "";

  /** What the presenter tells the view. */
  public interface View {

    /** {@link #visible()} or {@link #state()} has changed. */
    void listChanged();

    /** This function or its children have changed. */
    void nodeChanged(FunctionNode node);

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter that calls this view from the next change on. */
  public FunctionsPresenter(ServerAccess server, FunctionCatalog catalog, View view) {
    this.server = server;
    this.catalog = catalog;
    this.view = view;
    catalog.listen(this);
    server.link().listen(connection);
    rebuild();
  }

  /** Ends the calls to the view. */
  public void dispose() {
    catalog.forget(this);
    server.link().forget(connection);
  }

  /** The functions that match the filter, in order of their names. */
  public List<FunctionNode> visible() {
    return visible;
  }

  /** What there is to show. */
  public ListState state() {
    if (!visible.isEmpty()) {
      return ListState.LISTED;
    }
    if (!catalog.functions().isEmpty()) {
      return ListState.NO_MATCH;
    }
    ConnectionPhase phase = server.link().status().phase();
    if (phase == ConnectionPhase.CONNECTED) {
      return catalog.loaded() ? ListState.EMPTY : ListState.LOADING;
    }
    return phase == ConnectionPhase.STARTING ? ListState.LOADING : ListState.DISCONNECTED;
  }

  /** How many functions there are, shown or not. */
  public int total() {
    return catalog.functions().size();
  }

  /**
   * Shows only functions with this text in their name, runtime or labels; several words must all
   * match.
   */
  public void filter(String text) {
    filter = text.strip().toLowerCase(Locale.ROOT);
    rebuild();
    view.listChanged();
  }

  /** Asks the server for everything again. */
  public void refresh() {
    catalog.reload();
    nodes.values().stream().filter(FunctionNode::childrenKnown).forEach(this::loadChildren);
  }

  /** Loads the versions and aliases of a function unless that was done or is under way. */
  public void childrenWanted(FunctionNode node) {
    if (!node.childrenKnown() && !node.gate().loading()) {
      loadChildren(node);
    }
  }

  /** The node of this function if it is shown. */
  public Optional<FunctionNode> find(String name) {
    return visible.stream().filter(node -> node.functionName().equals(name)).findFirst();
  }

  @Override
  public void reloaded() {
    rebuild();
    view.listChanged();
    nodes.values().stream().filter(FunctionNode::childrenKnown).forEach(this::loadChildren);
  }

  @Override
  public void changed(Set<String> names) {
    List<FunctionNode> before = visible;
    rebuild();
    if (!before.equals(visible)) {
      view.listChanged();
    }
    for (String name : names) {
      FunctionNode node = nodes.get(name);
      if (node != null) {
        view.nodeChanged(node);
        if (node.childrenKnown()) {
          loadChildren(node);
        }
      }
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    view.listChanged();
  }

  private void rebuild() {
    List<FunctionNode> shown = new ArrayList<>();
    Map<String, FunctionNode> known = new HashMap<>();
    for (FunctionInfo info : catalog.functions()) {
      FunctionNode node = nodes.get(info.name());
      if (node == null || !node.info().id().equals(info.id())) {
        node = new FunctionNode(info);
      }
      node.update(info);
      known.put(info.name(), node);
      if (matches(info)) {
        shown.add(node);
      }
    }
    nodes.clear();
    nodes.putAll(known);
    visible = List.copyOf(shown);
  }

  private boolean matches(FunctionInfo info) {
    if (filter.isEmpty()) {
      return true;
    }
    StringBuilder text = new StringBuilder(info.name()).append(' ').append(info.runtime());
    info.labels().forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    String haystack = text.toString().toLowerCase(Locale.ROOT);
    for (String word : filter.split("\\s+")) {
      if (!haystack.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private void loadChildren(FunctionNode node) {
    if (!node.gate().begin()) {
      return;
    }
    server
        .calls()
        .startQuietly(
            "Loading versions of " + node.functionName(),
            client -> children(client, node),
            children -> loaded(node, () -> showChildren(node, children)),
            failure -> loaded(node, () -> childrenFailed(node, failure)));
  }

  private static List<TreeNode> children(SluiceClient client, FunctionNode node)
      throws IOException {
    List<TreeNode> children = new ArrayList<>();
    client
        .versions()
        .aliases(node.functionName())
        .forEach(alias -> children.add(new TreeNode.Alias(node, alias)));
    Page<VersionInfo> page = client.versions().list(node.functionName(), VERSIONS, null);
    page.items().forEach(version -> children.add(new TreeNode.Version(node, version)));
    if (page.next() != null) {
      children.add(new TreeNode.Note(node, "The newest " + VERSIONS + " versions are shown"));
    }
    if (children.isEmpty()) {
      children.add(new TreeNode.Note(node, "Nothing published yet"));
    }
    return children;
  }

  private void loaded(FunctionNode node, Runnable show) {
    boolean again = node.gate().end();
    show.run();
    if (again) {
      loadChildren(node);
    }
  }

  private void showChildren(FunctionNode node, List<TreeNode> children) {
    node.show(children);
    view.nodeChanged(node);
  }

  private void childrenFailed(FunctionNode node, Failure failure) {
    // Stale children are better than none; without any, the line says why there are none.
    if (node.children().isEmpty() && nodes.get(node.functionName()) == node) {
      showChildren(node, List.of(new TreeNode.Note(node, failure.sentence())));
    }
  }
}
