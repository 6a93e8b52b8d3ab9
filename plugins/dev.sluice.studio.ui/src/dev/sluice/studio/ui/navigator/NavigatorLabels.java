package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.connection.ConnectionPhase;
import dev.sluice.studio.core.navigator.ConnectionNode;
import dev.sluice.studio.core.navigator.FunctionNode;
import dev.sluice.studio.core.navigator.GroupNode;
import dev.sluice.studio.core.navigator.NamespaceNode;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.core.navigator.Words;
import dev.sluice.studio.core.navigator.WorkflowNode;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StyledLabels;
import dev.sluice.studio.ui.operate.JobsView;
import java.time.ZoneId;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.StyledString.Styler;
import org.eclipse.swt.graphics.Image;
import org.jspecify.annotations.Nullable;

/** How the lines of the Navigator look. */
final class NavigatorLabels extends StyledLabels {
  private static final Styler FAINT = inked(Ink.FAINT);
  private static final Styler BAD = inked(Ink.BAD);

  private final ZoneId zone;

  NavigatorLabels(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public StyledString getStyledText(Object element) {
    StyledString text = new StyledString();
    if (element instanceof TreeNode node) {
      Words words = Words.of(node, zone);
      text.append(words.name(), words.off() ? FAINT : null);
      append(text, words.state(), FAINT);
      append(text, words.trouble(), BAD);
    }
    return text;
  }

  @Override
  public @Nullable Image getImage(Object element) {
    if (element instanceof TreeNode.Note) {
      return null;
    }
    if (element instanceof FunctionNode node) {
      return Icons.function(node.info().runtime(), node.enabled());
    }
    return element instanceof TreeNode node ? Icons.image(icon(node)) : null;
  }

  private static String icon(TreeNode node) {
    if (node instanceof ConnectionNode connection) {
      return connection.status().phase() == ConnectionPhase.REFUSED ? "error" : "server";
    }
    if (node instanceof GroupNode group) {
      return icon(group.kind());
    }
    if (node instanceof TreeNode.Alias alias) {
      return alias.info().weights().size() > 1 ? "alias-split" : "alias";
    }
    if (node instanceof TreeNode.WorkflowAlias alias) {
      return alias.info().weights().size() > 1 ? "alias-split" : "alias";
    }
    if (node instanceof TreeNode.Source source) {
      return light(source.info().state());
    }
    if (node instanceof TreeNode.Association association) {
      return light(association.info().state());
    }
    if (node instanceof TreeNode.BatchJob job) {
      return JobsView.icon(job.info().status());
    }
    if (node instanceof TreeNode.DeadLetter) {
      return "error";
    }
    if (node instanceof NamespaceNode || node instanceof TreeNode.OtherNamespace) {
      return "namespace";
    }
    return node instanceof WorkflowNode
        ? "workflow"
        : node instanceof TreeNode.OtherConnection ? "connect" : "version";
  }

  private static String icon(GroupNode.Kind kind) {
    return switch (kind) {
      case FUNCTIONS -> "functions";
      case SOURCES -> "source";
      case ASSOCIATIONS -> "association";
      case WORKFLOWS -> "workflows";
      case JOBS -> "jobs";
      case DEAD_LETTERS -> "dead-letters";
    };
  }

  /** Of the states of sources and of associations. */
  private static String light(String state) {
    return switch (state) {
      case "running", "enabled" -> "dot-green";
      case "failed" -> "dot-red";
      case "connecting" -> "dot-amber";
      default -> "dot-grey";
    };
  }
}
