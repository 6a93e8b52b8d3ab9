package dev.sluice.studio.core.navigator;

import dev.sluice.api.Page;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.LoadGate;
import dev.sluice.studio.core.connection.ServerCall;
import dev.sluice.studio.core.connection.ServerCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the aliases and versions of functions and workflows when they are opened, and again when
 * they have changed. Confined to the UI thread.
 */
final class Children {
  private static final int VERSIONS = 200;

  private final ServerCalls calls;
  private final NavigatorPresenter.View view;

  Children(ServerCalls calls, NavigatorPresenter.View view) {
    this.calls = calls;
    this.view = view;
  }

  /** Loads them unless that was done or is under way. */
  void wanted(Branch branch) {
    if (branch.known()) {
      return;
    }
    if (branch instanceof FunctionNode function && !function.gate().loading()) {
      load(function);
    } else if (branch instanceof WorkflowNode workflow && !workflow.gate().loading()) {
      load(workflow);
    }
  }

  void load(FunctionNode node) {
    load(node, node.gate(), client -> ofFunction(client, node));
  }

  void load(WorkflowNode node) {
    load(node, node.gate(), client -> ofWorkflow(client, node));
  }

  private void load(Branch node, LoadGate gate, ServerCall<List<TreeNode>> question) {
    if (!gate.begin()) {
      return;
    }
    calls.startQuietly(
        "Loading versions of " + node.key(),
        question,
        found -> {
          node.show(found);
          ended(node, gate, question);
        },
        failure -> {
          failed(node, failure);
          ended(node, gate, question);
        });
  }

  private void ended(Branch node, LoadGate gate, ServerCall<List<TreeNode>> question) {
    boolean again = gate.end();
    view.branchChanged(node);
    if (again) {
      load(node, gate, question);
    }
  }

  private static void failed(Branch node, Failure failure) {
    // Stale children are better than none; without any, the line says why there are none.
    if (node.children().isEmpty()) {
      node.show(List.of(new TreeNode.Note(node, failure.sentence(), false)));
    }
  }

  private static List<TreeNode> ofFunction(SluiceClient client, FunctionNode node)
      throws IOException {
    String name = node.functionName();
    List<TreeNode> children = new ArrayList<>();
    client.versions().aliases(name).forEach(alias -> children.add(new TreeNode.Alias(node, alias)));
    Page<VersionInfo> page = client.versions().list(name, VERSIONS, null);
    page.items().forEach(version -> children.add(new TreeNode.Version(node, version)));
    if (page.next() != null) {
      String text = "The newest " + VERSIONS + " versions are shown";
      children.add(new TreeNode.Note(node, text, false));
    }
    if (children.isEmpty()) {
      children.add(new TreeNode.Note(node, "Nothing published yet", false));
    }
    return children;
  }

  private static List<TreeNode> ofWorkflow(SluiceClient client, WorkflowNode node)
      throws IOException {
    List<TreeNode> children = new ArrayList<>();
    client
        .workflows()
        .aliases(node.key())
        .forEach(alias -> children.add(new TreeNode.WorkflowAlias(node, alias)));
    client
        .workflows()
        .versions(node.key())
        .forEach(version -> children.add(new TreeNode.WorkflowVersion(node, version)));
    return children;
  }
}
