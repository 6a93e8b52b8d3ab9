package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.TreeEditor;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a tree that is being changed: Enter takes what is right, Escape drops it, and so does
 * going elsewhere with what is wrong. Confined to the UI thread.
 */
final class EventCell {
  private final Tree tree;
  private final TreeEditor editor;
  private final Consumer<String> says;
  private @Nullable Control input;

  /**
   * No cell yet.
   *
   * @param says told what is wrong with what is typed
   */
  EventCell(Tree tree, Consumer<String> says) {
    this.tree = tree;
    this.says = says;
    editor = new TreeEditor(tree);
    editor.grabHorizontal = true;
    editor.horizontalAlignment = SWT.LEFT;
  }

  /** Lets a text be typed. */
  void type(
      TreeItem item,
      int column,
      String value,
      Function<String, Optional<String>> refusal,
      Consumer<String> taken) {
    close();
    Text text = StudioIds.mark(new Text(tree, SWT.SINGLE), "inspector.events.cell");
    text.setFont(JFaceResources.getTextFont());
    text.setText(value);
    text.selectAll();
    text.addListener(
        SWT.Modify,
        e -> {
          Optional<String> wrong = refusal.apply(text.getText());
          text.setForeground(wrong.isPresent() ? Ink.BAD : Ink.TEXT);
          says.accept(wrong.map(WorkflowWords::sentence).orElse(""));
        });
    open(
        text,
        item,
        column,
        () -> {
          String typed = text.getText();
          boolean right = refusal.apply(typed).isEmpty();
          close();
          if (right) {
            taken.accept(typed);
          }
        });
  }

  /** Lets one of several be chosen. */
  void choose(TreeItem item, List<String> choices, String value, Consumer<String> taken) {
    close();
    CCombo combo = StudioIds.mark(new CCombo(tree, SWT.READ_ONLY), "inspector.events.choice");
    combo.setItems(choices.toArray(String[]::new));
    combo.setText(value);
    Runnable take =
        () -> {
          String chosen = combo.getText();
          close();
          taken.accept(chosen);
        };
    open(combo, item, 1, take);
    combo.addListener(SWT.Selection, e -> UiThread.current().execute(() -> takeOnce(combo, take)));
    combo.setListVisible(true);
  }

  private void open(Control control, TreeItem item, int column, Runnable take) {
    input = control;
    editor.minimumHeight = control.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    editor.setEditor(control, item, column);
    control.setFocus();
    control.addListener(
        SWT.KeyDown,
        e -> {
          if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            e.doit = false;
            UiThread.current().execute(() -> takeOnce(control, take));
          } else if (e.keyCode == SWT.ESC) {
            e.doit = false;
            says.accept("");
            close();
          }
        });
    control.addListener(
        SWT.FocusOut, e -> UiThread.current().execute(() -> takeOnce(control, take)));
  }

  private void takeOnce(Control control, Runnable take) {
    if (input == control && !control.isDisposed()) {
      take.run();
    }
  }

  /** Drops what is typed. */
  void close() {
    Control control = input;
    input = null;
    if (control != null && !control.isDisposed()) {
      boolean focused = control.isFocusControl();
      editor.setEditor(null);
      control.dispose();
      if (focused && !tree.isDisposed()) {
        tree.setFocus();
      }
    }
  }
}
