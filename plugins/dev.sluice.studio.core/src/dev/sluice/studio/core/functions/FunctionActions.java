package dev.sluice.studio.core.functions;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import dev.sluice.studio.core.trigger.DeleteQuestion;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be done to functions as a whole. Each method returns at once; {@code done} or {@code
 * failed} is called on the UI thread later. The server's live events then bring views up to date.
 */
public final class FunctionActions {
  private final ServerCalls calls;
  private final FunctionCatalog catalog;

  /** Actions over these calls; the catalog knows which functions send others their results. */
  public FunctionActions(ServerCalls calls, FunctionCatalog catalog) {
    this.calls = calls;
    this.catalog = catalog;
  }

  /** Creates a function. */
  public void create(FunctionSpec spec, Consumer<FunctionInfo> done, Consumer<Failure> failed) {
    calls.start("Creating " + spec.name(), client -> client.createFunction(spec), done, failed);
  }

  /** Makes a version of {@code latest}. */
  public void publish(
      String name, String description, Consumer<VersionInfo> done, Consumer<Failure> failed) {
    String text = description.isBlank() ? null : description.strip();
    calls.start(
        "Publishing " + name, client -> client.versions().publish(name, text, null), done, failed);
  }

  /** Lets a function be invoked, or not. */
  public void setEnabled(
      String name, boolean enabled, Consumer<FunctionInfo> done, Consumer<Failure> failed) {
    calls.start(
        (enabled ? "Enabling " : "Disabling ") + name,
        client -> enabled ? client.enable(name) : client.disable(name),
        done,
        failed);
  }

  /** Finds out what deleting these lines would remove, as a question for the user. */
  public void planDelete(List<TreeNode> nodes, Consumer<String> done, Consumer<Failure> failed) {
    List<FunctionInfo> functions = catalog.functions();
    calls.start("Looking up what goes", client -> question(client, nodes, functions), done, failed);
  }

  /** Deletes what the lines stand for. */
  public void delete(List<TreeNode> nodes, Runnable done, Consumer<Failure> failed) {
    calls.start(
        "Deleting",
        client -> {
          for (TreeNode node : nodes) {
            delete(client, node);
          }
          return nodes.size();
        },
        count -> done.run(),
        failed);
  }

  private static void delete(SluiceClient client, TreeNode node) throws IOException {
    if (node instanceof FunctionNode function) {
      client.deleteFunction(function.functionName(), null);
    } else if (node instanceof TreeNode.Version version) {
      client.versions().delete(version.functionName(), version.info().version());
    } else if (node instanceof TreeNode.Alias alias) {
      client.versions().deleteAlias(alias.functionName(), alias.info().name(), null);
    }
  }

  private static String question(
      SluiceClient client, List<TreeNode> nodes, List<FunctionInfo> functions) throws IOException {
    StringBuilder text = new StringBuilder();
    for (TreeNode node : nodes) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(sentence(client, node, functions));
    }
    return text.append("\n\nThis cannot be undone.").toString();
  }

  private static String sentence(SluiceClient client, TreeNode node, List<FunctionInfo> functions)
      throws IOException {
    String name = node.functionName();
    if (node instanceof TreeNode.Version version) {
      return DeleteQuestion.version(client, name, version.info().version(), functions);
    }
    return node instanceof TreeNode.Alias alias
        ? DeleteQuestion.alias(client, name, alias.info().name(), functions)
        : DeleteQuestion.function(client, name, functions);
  }
}
