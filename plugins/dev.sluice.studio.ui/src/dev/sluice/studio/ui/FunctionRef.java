package dev.sluice.studio.ui;

import dev.sluice.studio.core.navigator.TreeNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.jspecify.annotations.Nullable;

/**
 * The function that a view or editor is about: parts adapt to this.
 *
 * @param qualifier {@code latest}, a version or an alias
 */
public record FunctionRef(String name, String qualifier) {
  private static final String LATEST = "latest";

  /** The function itself. */
  public static FunctionRef latest(String name) {
    return new FunctionRef(name, LATEST);
  }

  /** What a line of the Navigator stands for; empty when it is about no function. */
  public static Optional<FunctionRef> of(TreeNode node) {
    String name = node.functionName();
    if (name == null) {
      return Optional.empty();
    }
    if (node instanceof TreeNode.Version version) {
      return Optional.of(new FunctionRef(name, Integer.toString(version.info().version())));
    }
    return Optional.of(
        node instanceof TreeNode.Alias alias
            ? new FunctionRef(name, alias.info().name())
            : latest(name));
  }

  /** What a selection is about; empty when its first element is no function. */
  public static Optional<FunctionRef> selected(@Nullable Object selection) {
    return selection instanceof IStructuredSelection list
            && list.getFirstElement() instanceof TreeNode node
        ? of(node)
        : Optional.empty();
  }

  /** The names of all functions that a selection is about, each once. */
  public static List<String> allSelected(@Nullable Object selection) {
    if (!(selection instanceof IStructuredSelection list)) {
      return List.of();
    }
    return Arrays.stream(list.toArray())
        .filter(TreeNode.class::isInstance)
        .map(node -> ((TreeNode) node).functionName())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * The function that a command means: that of the active part, or else the one selected in the
   * Navigator, or else that of the editor on top.
   */
  public static Optional<FunctionRef> in(@Nullable IWorkbenchWindow window) {
    IWorkbenchPage page = window == null ? null : window.getActivePage();
    if (page == null) {
      return Optional.empty();
    }
    return ofPart(page.getActivePart())
        .or(() -> selected(page.getSelection(StudioIds.NAVIGATOR_VIEW)))
        .or(() -> ofPart(page.getActiveEditor()));
  }

  /** The function that a view or editor is about. */
  public static Optional<FunctionRef> ofPart(@Nullable IWorkbenchPart part) {
    return part == null
        ? Optional.empty()
        : Optional.ofNullable(Adapters.adapt(part, FunctionRef.class));
  }
}
