package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.studio.core.graph.Node.Look;
import dev.sluice.studio.core.workflow.StateLook;
import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.GlyphPaths;
import dev.sluice.studio.ui.graph.Pictures;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.jspecify.annotations.Nullable;

/** The states as a tree, in the order of the text. Confined to the UI thread. */
final class OutlineTree {
  private static final String LOOK = "look";

  private final Tree tree;
  private final Map<String, TreeItem> items = new LinkedHashMap<>();
  private final Map<Look, Image> images = new HashMap<>();
  private final Map<Look, Image> selectedImages = new HashMap<>();
  private final GlyphPaths glyphs;

  /** Kinds of the states that are shown, by their keys. */
  private Map<String, TaskKind> shown = Map.of();

  OutlineTree(Composite parent, Consumer<String> chosen, Consumer<String> opened) {
    tree = StudioIds.mark(new Tree(parent, SWT.SINGLE), "workflow.outline");
    glyphs = new GlyphPaths(UiThread.current().device());
    tree.addListener(
        SWT.Selection,
        e -> {
          paint();
          chosen.accept((String) e.item.getData());
        });
    tree.addListener(SWT.DefaultSelection, e -> opened.accept((String) e.item.getData()));
    tree.addListener(
        SWT.Dispose,
        e -> {
          images.values().forEach(Image::dispose);
          selectedImages.values().forEach(Image::dispose);
          glyphs.dispose();
        });
  }

  Tree control() {
    return tree;
  }

  /** Brings it up to date; rows of states that stay are left as they are. */
  void show(WorkflowModel model) {
    Map<String, TaskKind> now = new LinkedHashMap<>();
    model.index().entries().forEach(entry -> now.put(entry.key(), entry.task().kind()));
    if (List.copyOf(now.entrySet()).equals(List.copyOf(shown.entrySet()))) {
      return;
    }
    tree.setRedraw(false);
    remove(now);
    shown = now;
    Map<String, Integer> next = new HashMap<>();
    for (StateIndex.Entry entry : model.index().entries()) {
      TreeItem parent = parent(entry.key());
      String above = parent == null ? "" : (String) parent.getData();
      int place = next.merge(above, 1, Integer::sum) - 1;
      if (!items.containsKey(entry.key())) {
        add(entry, parent, place);
      }
    }
    tree.setRedraw(true);
  }

  /** Takes out what is not there any more; all, where states stand in another order. */
  private void remove(Map<String, TaskKind> now) {
    List<String> before = shown.keySet().stream().filter(now::containsKey).toList();
    List<String> after = now.keySet().stream().filter(shown::containsKey).toList();
    boolean same = before.equals(after);
    items.forEach(
        (key, item) -> {
          boolean stays = same && Objects.equals(shown.get(key), now.get(key));
          if (!stays && !item.isDisposed()) {
            item.dispose();
          }
        });
    items.values().removeIf(TreeItem::isDisposed);
  }

  private void add(StateIndex.Entry entry, @Nullable TreeItem parent, int place) {
    TreeItem item =
        parent == null
            ? new TreeItem(tree, SWT.NONE, place)
            : new TreeItem(parent, SWT.NONE, place);
    item.setText(entry.id());
    item.setData(entry.key());
    Look look = StateLook.of(StateLook.type(entry.task()), entry.task().kind());
    item.setData(LOOK, look);
    item.setImage(image(look));
    items.put(entry.key(), item);
    if (parent != null && parent.getItemCount() == 1) {
      parent.setExpanded(true);
    }
  }

  private @Nullable TreeItem parent(String key) {
    String above = key;
    while (above.lastIndexOf('/') > 0) {
      above = above.substring(0, above.lastIndexOf('/'));
      TreeItem item = items.get(above);
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  /** Selects the states that are selected elsewhere. */
  void select(Set<String> ids) {
    tree.setSelection(
        ids.stream().map(items::get).filter(item -> item != null).toArray(TreeItem[]::new));
    paint();
  }

  /** Gives each row the sign that can be seen on its ground. */
  private void paint() {
    Set<TreeItem> selected = Set.of(tree.getSelection());
    for (TreeItem item : items.values()) {
      Look look = (Look) item.getData(LOOK);
      Image image = selected.contains(item) ? selectedImage(look) : image(look);
      if (item.getImage() != image) {
        item.setImage(image);
      }
    }
  }

  private Image image(Look look) {
    return images.computeIfAbsent(look, each -> picture(each, GlyphPaths.ink(each.tone())));
  }

  /** Readable on the ground of a row that is selected, which is dark. */
  private Image selectedImage(Look look) {
    Color ink = UiThread.current().device().getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT);
    return selectedImages.computeIfAbsent(look, each -> picture(each, ink));
  }

  private Image picture(Look look, Color ink) {
    return Pictures.of(UiThread.current().device(), gc -> glyphs.draw(gc, look.glyph(), 0, 0, ink));
  }
}
