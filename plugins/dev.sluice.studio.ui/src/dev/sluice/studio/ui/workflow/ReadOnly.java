package dev.sluice.studio.ui.workflow;

import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.workflow.WorkflowModel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gestures on a drawing that is only looked at: selecting, opening and hiding. */
final class ReadOnly implements Gestures {
  private final String refusal;
  private final Consumer<Set<String>> selected;
  private final Consumer<String> toggled;
  private final Consumer<String> opened;

  /**
   * Those of a drawing.
   *
   * @param refusal why it is not edited, for those who ask
   */
  ReadOnly(
      String refusal,
      Consumer<Set<String>> selected,
      Consumer<String> toggled,
      Consumer<String> opened) {
    this.refusal = refusal;
    this.selected = selected;
    this.toggled = toggled;
    this.opened = opened;
  }

  /** Those of an execution on its workflow. */
  static ReadOnly execution(WorkflowModel model, Consumer<String> opened) {
    return new ReadOnly(
        "an execution is not edited", model::select, id -> toggle(model, id), opened);
  }

  @Override
  public void select(Set<String> ids) {
    selected.accept(ids);
  }

  @Override
  public void open(String id) {
    opened.accept(id);
  }

  @Override
  public boolean editable() {
    return false;
  }

  @Override
  public void toggle(String id) {
    toggled.accept(id);
  }

  private static void toggle(WorkflowModel model, String id) {
    LayoutFile layout = model.layout();
    Set<String> closed = new HashSet<>(layout.closed());
    if (!closed.remove(id)) {
      closed.add(id);
    }
    model.arrange(layout.withClosed(closed));
  }

  @Override
  public Optional<String> connectRefusal(String from, String to) {
    return Optional.of(refusal);
  }

  @Override
  public boolean connectable(String from) {
    return false;
  }

  @Override
  public void connect(String from, String to) {
    // Nothing is changed here.
  }

  @Override
  public void reconnect(String line, String to) {
    // Nothing is changed here.
  }

  @Override
  public void move(Map<String, Point> places) {
    // Nothing is changed here.
  }

  @Override
  public void delete(Collection<String> ids) {
    // Nothing is changed here.
  }

  @Override
  public Optional<String> name(String id) {
    return Optional.empty();
  }

  @Override
  public Optional<String> renameRefusal(String id, String name) {
    return Optional.of(refusal);
  }

  @Override
  public void rename(String id, String name) {
    // Nothing is changed here.
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    // Nothing is changed here.
  }

  @Override
  public void drop(String entry, Point place) {
    // Nothing is changed here.
  }

  @Override
  public Optional<Drop> dropTarget(Point place) {
    return Optional.empty();
  }
}
