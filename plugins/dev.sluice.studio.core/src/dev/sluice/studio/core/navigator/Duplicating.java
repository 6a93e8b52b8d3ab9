package dev.sluice.studio.core.navigator;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.trigger.DeleteQuestion;
import dev.sluice.studio.core.trigger.Trigger;
import dev.sluice.studio.core.trigger.Triggers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a function or a workflow once more under another name, as it is now. That stands in for
 * renaming: its versions, its history and whoever calls it go by the old name, and would stay
 * behind. Methods return at once and answer on the UI thread.
 */
public final class Duplicating {
  private final ServerCalls calls;
  private final FunctionCatalog catalog;

  /** Duplicating over these calls; the catalog knows which functions send others their results. */
  public Duplicating(ServerCalls calls, FunctionCatalog catalog) {
    this.calls = calls;
    this.catalog = catalog;
  }

  /** Whether what a line stands for can be made once more. */
  public static boolean possible(TreeNode node) {
    return node instanceof FunctionNode || node instanceof WorkflowNode;
  }

  /** Finds out what leads to it, and will go on to do so; {@code done} gets it in words. */
  public void plan(TreeNode node, Consumer<String> done, Consumer<Failure> failed) {
    List<FunctionInfo> functions = catalog.functions();
    calls.start(
        "Looking up what leads there",
        client -> {
          Triggers triggers = new Triggers();
          List<String> uses =
              node instanceof FunctionNode
                  ? triggers.of(client, node.key(), functions).stream()
                      .filter(trigger -> !trigger.kind().brings())
                      .map(Trigger::words)
                      .distinct()
                      .toList()
                  : triggers.runners(client, node.key());
          return DeleteQuestion.leading(uses).strip();
        },
        done,
        failed);
  }

  /** Makes it. */
  public void duplicate(TreeNode node, String to, Runnable done, Consumer<Failure> failed) {
    calls.startOrRefuse(
        "Duplicating " + node.key(),
        client ->
            node instanceof FunctionNode
                ? function(client, node.key(), to)
                : workflow(client, node.key(), to),
        done,
        failed);
  }

  /** Returns why it could not be; empty when it was. */
  private static String function(SluiceClient client, String name, String to) throws IOException {
    client.createFunction(
        client.function(name).spec().withName(to).withCode(client.code(name, "latest")));
    return "";
  }

  private static String workflow(SluiceClient client, String name, String to) throws IOException {
    if (isThere(client, to)) {
      return "There is a workflow " + to + " already: choose another name.";
    }
    WorkflowInfo now = client.workflows().get(name, null);
    Document document = Document.read(String.valueOf(now.definition())).orThrow();
    MapNode about = document.root() instanceof MapNode root ? root.map("document") : null;
    if (about == null) {
      return "The text of " + name + " does not say its name.";
    }
    Document renamed =
        document.edit(new MapEdits(document, about).set("name", TextNode.valueOf(to))).orThrow();
    client.workflows().deploy(null, renamed.text().getBytes(StandardCharsets.UTF_8));
    return "";
  }

  private static boolean isThere(SluiceClient client, String workflow) throws IOException {
    try {
      return client.workflows().get(workflow, null).version() > 0;
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.WORKFLOW_NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }
}
