package dev.sluice.studio.core.navigator;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.trigger.DeleteQuestion;
import dev.sluice.studio.core.trigger.Triggers;
import dev.sluice.studio.core.wiring.Leading;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives aliases and associations other names: the server knows things by their names, so the same
 * is made under the new one before the old one goes. Functions, sources and workflows keep theirs,
 * since what they have had would stay behind. Methods return at once and answer on the UI thread.
 */
public final class Renaming {
  private final ServerCalls calls;
  private final FunctionCatalog catalog;

  /** Renaming over these calls; the catalog knows which functions send others their results. */
  public Renaming(ServerCalls calls, FunctionCatalog catalog) {
    this.calls = calls;
    this.catalog = catalog;
  }

  /** Whether what a line stands for can have another name. */
  public static boolean possible(TreeNode node) {
    return node instanceof TreeNode.Alias
        || node instanceof TreeNode.WorkflowAlias
        || node instanceof TreeNode.Association;
  }

  /** The name that it has. */
  public static String name(TreeNode node) {
    if (node instanceof TreeNode.Alias alias) {
      return alias.info().name();
    }
    return node instanceof TreeNode.WorkflowAlias alias ? alias.info().name() : node.key();
  }

  /** Finds out what goes by the old name; {@code done} gets it in words, possibly none. */
  public void plan(TreeNode node, Consumer<String> done, Consumer<Failure> failed) {
    List<FunctionInfo> functions = catalog.functions();
    calls.start(
        "Looking up what leads there", client -> plan(client, node, functions), done, failed);
  }

  private static String plan(SluiceClient client, TreeNode node, List<FunctionInfo> functions)
      throws IOException {
    if (node instanceof TreeNode.Alias alias) {
      var of = new Triggers().of(client, alias.functionName(), functions);
      String leading = DeleteQuestion.leading(DeleteQuestion.leadingTo(of, alias.info().name()));
      return leading.isEmpty() ? "" : leading.strip() + " Lead it to the new name afterwards.";
    }
    if (node instanceof TreeNode.Association association) {
      long waiting = client.events().association(association.info().name()).waiting();
      return waiting == 0 ? "" : waiting + (waiting == 1 ? " event waits" : " events wait") + ".";
    }
    return "";
  }

  /** Renames it. */
  public void rename(TreeNode node, String to, Runnable done, Consumer<Failure> failed) {
    calls.startOrRefuse("Renaming " + name(node), client -> rename(client, node, to), done, failed);
  }

  /** Returns why it could not be; empty when it was. */
  private static String rename(SluiceClient client, TreeNode node, String to) throws IOException {
    if (node instanceof TreeNode.Alias alias) {
      return alias(client, alias.info(), to);
    }
    if (node instanceof TreeNode.WorkflowAlias alias) {
      return alias(client, alias.info(), to);
    }
    return node instanceof TreeNode.Association association
        ? association(client, association.info().name(), to)
        : "";
  }

  private static String alias(SluiceClient client, AliasInfo old, String to) throws IOException {
    List<AliasInfo> all = client.versions().aliases(old.function());
    if (all.stream().anyMatch(other -> other.name().equals(to))) {
      return taken("alias", to);
    }
    AliasInfo now = client.versions().alias(old.function(), old.name());
    client
        .versions()
        .setAlias(
            now.function(),
            to,
            new AliasSpec(now.weights(), now.routingKey(), now.description()),
            null);
    client.versions().deleteAlias(now.function(), now.name(), now.revision());
    return "";
  }

  private static String alias(SluiceClient client, WorkflowAliasInfo old, String to)
      throws IOException {
    List<WorkflowAliasInfo> all = client.workflows().aliases(old.workflow());
    if (all.stream().anyMatch(other -> other.name().equals(to))) {
      return taken("alias", to);
    }
    // Others may have pointed it elsewhere since it was listed.
    WorkflowAliasInfo now =
        all.stream().filter(other -> other.name().equals(old.name())).findFirst().orElse(old);
    client.workflows().setAlias(old.workflow(), to, new AliasSpec(now.weights(), null));
    client.workflows().deleteAlias(old.workflow(), old.name());
    return "";
  }

  private static String association(SluiceClient client, String name, String to)
      throws IOException {
    AssociationInfo now = client.events().association(name);
    if (now.waiting() > 0) {
      return "Events wait for " + name + ", and would be lost: rename it when none does.";
    }
    Leading.rename(client, now, to);
    return "";
  }

  private static String taken(String kind, String name) {
    return "There is an " + kind + " " + name + " already: choose another name.";
  }
}
