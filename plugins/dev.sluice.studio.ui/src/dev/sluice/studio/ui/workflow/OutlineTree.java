package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.studio.core.graph.Node.Look;
import dev.sluice.studio.core.workflow.StateLook;
import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.GlyphPaths;
import dev.sluice.studio.ui.graph.Pictures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** The states as a tree, in the order of the text. Confined to the UI thread. */
final class OutlineTree {
  private static final String LOOK = "look";

  private final Tree tree;
  private final Map<String, TreeItem> items = new LinkedHashMap<>();
  private final Map<Look, Image> images = new HashMap<>();
  private final Map<Look, Image> selectedImages = new HashMap<>();
  private final GlyphPaths glyphs;
  private List<String> shown = List.of();

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

  /** Brings it up to date. */
  void show(WorkflowModel model) {
    List<String> now = new ArrayList<>();
    model.index().entries().forEach(entry -> now.add(entry.key() + entry.task().kind()));
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    Set<String> closed = new java.util.HashSet<>();
    items.forEach(
        (key, item) -> {
          if (item.getItemCount() > 0 && !item.getExpanded()) {
            closed.add(key);
          }
        });
    tree.setRedraw(false);
    tree.removeAll();
    items.clear();
    for (StateIndex.Entry entry : model.index().entries()) {
      TreeItem parent = parent(entry.key());
      TreeItem item =
          parent == null ? new TreeItem(tree, SWT.NONE) : new TreeItem(parent, SWT.NONE);
      item.setText(entry.id());
      item.setData(entry.key());
      Look look = StateLook.of(StateLook.type(entry.task()), entry.task().kind());
      item.setData(LOOK, look);
      item.setImage(image(look));
      items.put(entry.key(), item);
    }
    items.forEach((key, item) -> item.setExpanded(!closed.contains(key)));
    tree.setRedraw(true);
  }

  private @org.jspecify.annotations.Nullable TreeItem parent(String key) {
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
