package dev.sluice.studio.core.navigator;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.functions.SpokenNames;
import dev.sluice.studio.core.trigger.DeleteQuestion;
import dev.sluice.studio.core.trigger.Triggers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what lines of the Navigator stand for, after saying what depends on it. Methods return at
 * once and answer on the UI thread.
 */
public final class Deletions {
  private static final int MANY = 1000;

  private final ServerCalls calls;
  private final FunctionCatalog catalog;

  /**
   * What is asked before.
   *
   * @param nodes what goes, in the order in which it goes: what depends on other things first
   * @param questions for each of them: what it is, what goes with it, what still leads there
   */
  public record Plan(List<TreeNode> nodes, List<String> questions) {}

  /** Deletions over these calls; the catalog knows which functions send others their results. */
  public Deletions(ServerCalls calls, FunctionCatalog catalog) {
    this.calls = calls;
    this.catalog = catalog;
  }

  /** Whether a line stands for something that can be deleted. */
  public static boolean possible(TreeNode node) {
    return rank(node) >= 0;
  }

  /** Finds out what deleting these lines would take with it. */
  public void plan(List<TreeNode> nodes, Consumer<Plan> done, Consumer<Failure> failed) {
    List<TreeNode> all = ordered(nodes);
    List<FunctionInfo> functions = catalog.functions();
    calls.start("Looking up what goes", client -> plan(client, all, functions), done, failed);
  }

  /** Deletes them all, and goes on where one cannot be deleted; {@code done} gets a sentence. */
  public void delete(List<TreeNode> nodes, Consumer<String> done, Consumer<Failure> failed) {
    List<TreeNode> all = ordered(nodes);
    calls.start(
        "Deleting",
        client -> delete(client, all),
        failure -> {
          if (failure == null) {
            done.accept(all.size() == 1 ? "Deleted." : "Deleted all " + all.size() + ".");
          } else {
            failed.accept(failure);
          }
        },
        failed);
  }

  /** What the lines stand for, each once, without what goes with others of them. */
  private static List<TreeNode> ordered(List<TreeNode> nodes) {
    return nodes.stream()
        .filter(Deletions::possible)
        .filter(node -> node.parent() == null || !nodes.contains(node.parent()))
        .sorted(Comparator.comparingInt(Deletions::rank))
        .toList();
  }

  /** Below 0 for what cannot be deleted; what is refused while others are there has more. */
  private static int rank(TreeNode node) {
    if (node instanceof TreeNode.DeadLetter) {
      return 0;
    }
    if (node instanceof TreeNode.Association) {
      return 1;
    }
    if (node instanceof TreeNode.Source) {
      return 2;
    }
    if (node instanceof TreeNode.Alias || node instanceof TreeNode.WorkflowAlias) {
      return 3;
    }
    if (node instanceof TreeNode.Version) {
      return 4;
    }
    return node instanceof WorkflowNode ? 5 : node instanceof FunctionNode ? 6 : -1;
  }

  private static Plan plan(SluiceClient client, List<TreeNode> nodes, List<FunctionInfo> functions)
      throws IOException {
    List<String> questions = new ArrayList<>();
    Triggers triggers = new Triggers();
    List<AssociationInfo> associations =
        nodes.stream().anyMatch(TreeNode.Source.class::isInstance)
            ? client.events().associations()
            : List.of();
    for (TreeNode node : nodes) {
      questions.add(question(client, node, triggers, functions, associations));
    }
    return new Plan(nodes, questions);
  }

  private static String question(
      SluiceClient client,
      TreeNode node,
      Triggers triggers,
      List<FunctionInfo> functions,
      List<AssociationInfo> associations)
      throws IOException {
    if (node instanceof FunctionNode function) {
      return DeleteQuestion.function(client, function.functionName(), triggers, functions);
    }
    if (node instanceof TreeNode.Version version) {
      String name = version.functionName();
      return DeleteQuestion.version(client, name, version.info().version(), triggers, functions);
    }
    if (node instanceof TreeNode.Alias alias) {
      String name = alias.functionName();
      return DeleteQuestion.alias(client, name, alias.info().name(), triggers, functions);
    }
    if (node instanceof WorkflowNode workflow) {
      return workflow(client, workflow.info().name(), triggers);
    }
    if (node instanceof TreeNode.WorkflowAlias alias) {
      return "Delete the alias " + alias.info().name() + " of " + alias.info().workflow() + "?";
    }
    if (node instanceof TreeNode.Source source) {
      return source(source.info(), associations);
    }
    if (node instanceof TreeNode.Association association) {
      return association(client.events().association(association.info().name()));
    }
    return node instanceof TreeNode.DeadLetter letter
        ? "Remove the dead letter of "
            + letter.info().function()
            + "? Its event cannot be brought back."
        : "";
  }

  private static String workflow(SluiceClient client, String name, Triggers triggers)
      throws IOException {
    int versions = client.workflows().versions(name).size();
    var running = client.workflows().executions(name, "running", MANY, null).items();
    String all = versions == 1 ? "" : " with all its " + versions + " versions";
    String go =
        running.isEmpty()
            ? ""
            : running.size() == 1
                ? " An execution of it runs, and goes on."
                : " " + running.size() + " executions of it run, and go on.";
    List<String> callers =
        triggers.runners(client, name).stream().map(caller -> "the workflow " + caller).toList();
    return "Delete the workflow " + name + all + "?" + go + DeleteQuestion.leading(callers);
  }

  private static String source(SourceInfo info, List<AssociationInfo> associations) {
    List<String> takers =
        associations.stream()
            .filter(association -> association.sources().contains(info.name()))
            .map(association -> "the association " + association.name())
            .toList();
    String remains = info.remains() == null ? "" : " " + info.remains();
    String takes =
        takers.isEmpty() ? "" : "\nStill taking its events: " + SpokenNames.of(takers) + ".";
    return "Delete the source " + info.name() + "? Events that came stay." + remains + takes;
  }

  private static String association(AssociationInfo info) {
    List<String> to =
        info.targets().stream().map(target -> String.valueOf(target.function())).toList();
    String lost =
        info.waiting() == 0
            ? ""
            : info.waiting() == 1
                ? " An event that waits is lost."
                : " " + info.waiting() + " events that wait are lost.";
    return "Delete the association "
        + info.name()
        + "? Events no longer go to "
        + SpokenNames.of(to)
        + "."
        + lost;
  }

  /** Why not all of them went; null when they did. */
  private static @Nullable Failure delete(SluiceClient client, List<TreeNode> nodes)
      throws IOException {
    int deleted = 0;
    String refused = "";
    for (TreeNode node : nodes) {
      try {
        delete(client, node);
        deleted++;
      } catch (SluiceApiException e) {
        refused = refused.isEmpty() ? e.sentence() : refused;
      }
    }
    if (refused.isEmpty()) {
      return null;
    }
    String some = nodes.size() == 1 ? "" : " " + deleted + " of " + nodes.size() + " were deleted.";
    return new Failure(refused + some, null);
  }

  private static void delete(SluiceClient client, TreeNode node) throws IOException {
    if (node instanceof FunctionNode function) {
      client.deleteFunction(function.functionName(), null);
    } else if (node instanceof TreeNode.Version version) {
      client.versions().delete(version.functionName(), version.info().version());
    } else if (node instanceof TreeNode.Alias alias) {
      client.versions().deleteAlias(alias.functionName(), alias.info().name(), null);
    } else if (node instanceof WorkflowNode workflow) {
      client.workflows().delete(workflow.info().name());
    } else if (node instanceof TreeNode.WorkflowAlias alias) {
      client.workflows().deleteAlias(alias.info().workflow(), alias.info().name());
    } else if (node instanceof TreeNode.Source source) {
      client.sources().delete(source.info().name());
    } else if (node instanceof TreeNode.Association association) {
      client.events().delete(association.info().name());
    } else if (node instanceof TreeNode.DeadLetter letter) {
      client.queue().remove(letter.info().id());
    }
  }
}
