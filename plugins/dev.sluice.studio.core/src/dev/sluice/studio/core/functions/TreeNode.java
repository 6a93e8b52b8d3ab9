package dev.sluice.studio.core.functions;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.VersionInfo;

/** One line of the function tree. */
public sealed interface TreeNode
    permits FunctionNode, TreeNode.Version, TreeNode.Alias, TreeNode.Note {

  /** The function that the line is or belongs to. */
  String functionName();

  /** A published version. */
  record Version(FunctionNode function, VersionInfo info) implements TreeNode {
    @Override
    public String functionName() {
      return function.functionName();
    }
  }

  /** An alias. */
  record Alias(FunctionNode function, AliasInfo info) implements TreeNode {
    @Override
    public String functionName() {
      return function.functionName();
    }
  }

  /** A line that only says something, such as that nothing has been published. */
  record Note(FunctionNode function, String text) implements TreeNode {
    @Override
    public String functionName() {
      return function.functionName();
    }
  }
}
