package dev.sluice.studio.core.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A line in the tree of projects: a project, something that it declares, or a file. Two are equal
 * when they stand for the same thing, at whatever time.
 */
public final class ProjectNode {
  private final String key;
  private final ProjectState state;
  private final @Nullable ProjectNode parent;
  private final @Nullable Declared declared;
  private final @Nullable FileEntry file;
  private final List<ProjectNode> children = new ArrayList<>();

  private ProjectNode(
      String key,
      ProjectState state,
      @Nullable ProjectNode parent,
      @Nullable Declared declared,
      @Nullable FileEntry file) {
    this.key = key;
    this.state = state;
    this.parent = parent;
    this.declared = declared;
    this.file = file;
  }

  /** The lines of a project: first what it declares, then its files. */
  public static ProjectNode of(ProjectState state) {
    ProjectNode root =
        new ProjectNode(state.project().folder().toString(), state, null, null, null);
    for (Declared each : state.declared()) {
      String key = root.key + "\n" + each.kind() + "\n" + each.name();
      root.children.add(new ProjectNode(key, state, root, each, null));
    }
    root.add(state.files());
    return root;
  }

  private void add(List<FileEntry> files) {
    for (FileEntry each : files) {
      ProjectNode child = new ProjectNode(each.path() + "\nfile", state, this, null, each);
      child.add(each.children());
      children.add(child);
    }
  }

  /** The project that it belongs to. */
  public Project project() {
    return state.project();
  }

  /** The state of that project. */
  public ProjectState state() {
    return state;
  }

  /** Null for a project. */
  public @Nullable ProjectNode parent() {
    return parent;
  }

  /** What is declared; null for other lines. */
  public @Nullable Declared declared() {
    return declared;
  }

  /** The file; null for other lines. */
  public @Nullable FileEntry file() {
    return file;
  }

  /** The lines below. */
  public List<ProjectNode> children() {
    return List.copyOf(children);
  }

  /** The name of the function that it is; null for other lines. */
  public @Nullable String function() {
    return declared != null && declared.isFunction() ? declared.name() : null;
  }

  /**
   * What is to be deployed of each project for these lines.
   *
   * @return names of functions; empty for all that a manifest has
   */
  public static Map<Project, Set<String>> deployable(List<ProjectNode> nodes) {
    Map<Project, Set<String>> all = new LinkedHashMap<>();
    for (ProjectNode node : nodes) {
      Set<String> names = node.functions();
      all.merge(
          node.project(),
          names,
          (one, other) -> {
            // All is more than some.
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return one.isEmpty() || other.isEmpty() ? Set.of() : both;
          });
    }
    return all;
  }

  private Set<String> functions() {
    String function = function();
    if (function != null) {
      return Set.of(function);
    }
    return file == null ? Set.of() : state.functionsOf(file.path());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectNode node && node.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
