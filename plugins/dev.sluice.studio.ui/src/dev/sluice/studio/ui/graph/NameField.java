package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** A field over a node to change its name: Enter takes it, Esc does not. */
final class NameField {
  private final GraphCanvas canvas;
  private final Gestures gestures;
  private @Nullable Text field;

  NameField(GraphCanvas canvas, Gestures gestures) {
    this.canvas = canvas;
    this.gestures = gestures;
  }

  void open(String id) {
    Optional<String> name = gestures.editable() ? gestures.name(id) : Optional.empty();
    Optional<Node> node = canvas.scene().node(id);
    if (name.isEmpty() || node.isEmpty()) {
      return;
    }
    close();
    canvas.reveal(id);
    Box box = canvas.viewport().toScreen(node.get().box());
    Text text = StudioIds.mark(new Text(canvas.control(), SWT.BORDER | SWT.SINGLE), "graph.name");
    field = text;
    text.setText(name.get());
    int height = text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    text.setBounds(
        (int) box.x(),
        (int) Math.round(box.y() + Math.max(0, (Math.min(box.height(), 48) - height) / 2)),
        (int) Math.max(140, box.width()),
        height);
    text.selectAll();
    text.setFocus();
    text.addListener(SWT.Modify, e -> check(id, text));
    text.addListener(
        SWT.KeyDown,
        e -> {
          if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            e.doit = false;
            take(id, text);
          } else if (e.keyCode == SWT.ESC) {
            e.doit = false;
            close();
          }
        });
    text.addListener(SWT.FocusOut, e -> UiThread.current().execute(() -> take(id, text)));
  }

  private void check(String id, Text text) {
    Optional<String> refusal = gestures.renameRefusal(id, text.getText());
    text.setForeground(refusal.isPresent() ? Ink.BAD : Ink.TEXT);
    text.setToolTipText(refusal.orElse(null));
  }

  private void take(String id, Text text) {
    if (text.isDisposed()) {
      return;
    }
    String name = text.getText().strip();
    close();
    if (gestures.renameRefusal(id, name).isEmpty()) {
      gestures.rename(id, name);
    }
  }

  private void close() {
    Text text = field;
    field = null;
    if (text != null && !text.isDisposed()) {
      boolean focused = text.isFocusControl();
      text.dispose();
      if (focused) {
        canvas.control().setFocus();
      }
    }
  }
}
