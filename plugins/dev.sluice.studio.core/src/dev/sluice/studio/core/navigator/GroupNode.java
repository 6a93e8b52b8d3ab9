package dev.sluice.studio.core.navigator;

import dev.sluice.studio.core.operate.ListPresenter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All things of one kind. Confined to the UI thread. */
public final class GroupNode extends Branch {
  private final Kind kind;
  private final @Nullable ListPresenter<?> list;
  private final Function<GroupNode, List<? extends TreeNode>> things;
  private List<? extends TreeNode> all = List.of();
  private long total;

  /** What there is of. */
  public enum Kind {
    FUNCTIONS("Functions", "Double-click to make one"),
    SOURCES("Sources", "Double-click to make one"),
    ASSOCIATIONS("Associations", "Drag a source to a function"),
    WORKFLOWS("Workflows", "Double-click to draw one"),
    JOBS("Jobs", "There are none"),
    DEAD_LETTERS("Dead Letters", "Nothing was given up");

    private final String title;
    private final String nothing;

    Kind(String title, String nothing) {
      this.title = title;
      this.nothing = nothing;
    }

    /** For people. */
    public String title() {
      return title;
    }

    /** What is said where there is none. */
    String nothing() {
      return nothing;
    }
  }

  /**
   * A group of things.
   *
   * @param list what asks for them; null where the server tells by itself
   * @param things makes lines of what is known now
   */
  GroupNode(
      NamespaceNode parent,
      Kind kind,
      @Nullable ListPresenter<?> list,
      Function<GroupNode, List<? extends TreeNode>> things) {
    super(parent);
    this.kind = kind;
    this.list = list;
    this.things = things;
  }

  /** What it has. */
  public Kind kind() {
    return kind;
  }

  /** All of them, also those that the filter hides. */
  public List<? extends TreeNode> all() {
    return all;
  }

  /** How many there are, loaded or not. */
  public long total() {
    return total;
  }

  @Nullable ListPresenter<?> list() {
    return list;
  }

  /** Makes the lines anew and shows those that pass; or why there are none. */
  void rebuild(boolean loaded, String failure, Filter filter) {
    all = loaded ? things.apply(this) : List.of();
    total = all.size();
    if (loaded) {
      List<? extends TreeNode> passing = all.stream().filter(filter::passes).toList();
      show(all.isEmpty() ? List.of(new Note(this, kind.nothing(), true)) : passing);
    } else if (!failure.isEmpty()) {
      show(List.of(new Note(this, failure, false)));
    } else {
      forget();
    }
  }

  /** Says how many there are where only some are listed. */
  void total(long now) {
    total = now;
  }

  @Override
  public String key() {
    return kind.name();
  }
}
