package dev.sluice.studio.core.navigator;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.studio.core.connection.ServerChoice;
import org.jspecify.annotations.Nullable;

/**
 * One line of the Navigator. Lines with others below them are {@link Branch}es; those keep their
 * object while what they stand for exists. The others are made anew with each answer of the server
 * and told apart by their keys.
 */
public sealed interface TreeNode
    permits Branch,
        TreeNode.Version,
        TreeNode.Alias,
        TreeNode.Source,
        TreeNode.Association,
        TreeNode.WorkflowVersion,
        TreeNode.WorkflowAlias,
        TreeNode.BatchJob,
        TreeNode.DeadLetter,
        TreeNode.OtherConnection,
        TreeNode.OtherNamespace,
        TreeNode.Note {

  /** The line that it is below; null only for what all is below. */
  @Nullable Branch parent();

  /** Tells it from the others with the same parent, also when what is known of it changes. */
  String key();

  /** The function that the line is or belongs to; null for none. */
  default @Nullable String functionName() {
    return null;
  }

  /** A published version of a function. */
  record Version(FunctionNode parent, VersionInfo info) implements TreeNode {
    @Override
    public String key() {
      return "version " + info.version();
    }

    @Override
    public String functionName() {
      return parent.functionName();
    }
  }

  /** An alias of a function. */
  record Alias(FunctionNode parent, AliasInfo info) implements TreeNode {
    @Override
    public String key() {
      return "alias " + info.name();
    }

    @Override
    public String functionName() {
      return parent.functionName();
    }
  }

  /** A source of events. */
  record Source(GroupNode parent, SourceInfo info) implements TreeNode {
    @Override
    public String key() {
      return info.name();
    }
  }

  /** What brings events of sources to functions. */
  record Association(GroupNode parent, AssociationInfo info) implements TreeNode {
    @Override
    public String key() {
      return info.name();
    }
  }

  /** A version of a workflow. */
  record WorkflowVersion(WorkflowNode parent, WorkflowInfo info) implements TreeNode {
    @Override
    public String key() {
      return "version " + info.version();
    }
  }

  /** An alias of a workflow. */
  record WorkflowAlias(WorkflowNode parent, WorkflowAliasInfo info) implements TreeNode {
    @Override
    public String key() {
      return "alias " + info.name();
    }
  }

  /** A batch job. */
  record BatchJob(GroupNode parent, JobInfo info) implements TreeNode {
    @Override
    public String key() {
      return info.id();
    }
  }

  /** An event that was given up. */
  record DeadLetter(GroupNode parent, DeadLetterInfo info) implements TreeNode {
    @Override
    public String key() {
      return info.id();
    }
  }

  /** A server that Studio knows and is not connected to. */
  record OtherConnection(Branch parent, ServerChoice choice) implements TreeNode {
    @Override
    public String key() {
      return "server " + choice.url();
    }
  }

  /** A namespace of the server that Studio does not act in. */
  record OtherNamespace(Branch parent, String name) implements TreeNode {
    @Override
    public String key() {
      return "namespace " + name;
    }
  }

  /**
   * A line that only says something, such as why there is nothing.
   *
   * @param empty whether it says that nothing was made yet
   */
  record Note(Branch parent, String text, boolean empty) implements TreeNode {
    @Override
    public String key() {
      return "note";
    }

    @Override
    public @Nullable String functionName() {
      return parent.functionName();
    }
  }
}
