package dev.sluice.studio.ui.editor;

import dev.sluice.studio.core.editor.Descriptor;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.jspecify.annotations.Nullable;

/**
 * A field with its label on the left, what the server says of it on the right, and below what is
 * wrong: three columns of a grid. Confined to the UI thread.
 */
final class HelpedField {
  private static final int WIDTH = 190;

  private final DraftField field;
  private final @Nullable Text text;
  private final @Nullable Combo combo;
  private final Label help;
  private final ProblemLine problem;
  private final boolean closed;

  private HelpedField(
      FormToolkit toolkit,
      Composite parent,
      String label,
      DraftField field,
      String id,
      boolean choose,
      boolean closed) {
    this.field = field;
    this.closed = closed;
    Label caption = toolkit.createLabel(parent, label);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(caption);
    if (choose) {
      combo = new Combo(parent, SWT.DROP_DOWN | (closed ? SWT.READ_ONLY : 0));
      toolkit.adapt(combo, true, false);
      text = null;
    } else {
      combo = null;
      text = toolkit.createText(parent, "", SWT.BORDER);
    }
    Spoken.as(StudioIds.mark(control(), id), label);
    GridDataFactory.swtDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .hint(WIDTH, SWT.DEFAULT)
        .applyTo(control());
    help = StudioIds.mark(toolkit.createLabel(parent, "", SWT.WRAP), id + ".help");
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(240, SWT.DEFAULT)
        .applyTo(help);
    problem = new ProblemLine(toolkit, parent, 3, id);
  }

  /** A field for a text or number. */
  static HelpedField text(
      FormToolkit toolkit, Composite parent, String label, DraftField field, String id) {
    return new HelpedField(toolkit, parent, label, field, id, false, false);
  }

  /** A field for one of the server's words. */
  static HelpedField words(
      FormToolkit toolkit, Composite parent, String label, DraftField field, String id) {
    return new HelpedField(toolkit, parent, label, field, id, true, true);
  }

  /** A field for a name, some of which are offered. */
  static HelpedField names(
      FormToolkit toolkit, Composite parent, String label, DraftField field, String id) {
    return new HelpedField(toolkit, parent, label, field, id, true, false);
  }

  DraftField field() {
    return field;
  }

  Control control() {
    return text == null ? combo : text;
  }

  /** Told what was typed or chosen; empty for what is usual. */
  void listen(Consumer<String> changed) {
    control().addListener(closed ? SWT.Selection : SWT.Modify, e -> changed.accept(typed()));
  }

  private String typed() {
    if (text != null) {
      return text.getText();
    }
    String chosen = combo.getText();
    return closed && combo.getSelectionIndex() == 0 ? "" : chosen;
  }

  void show(String value) {
    if (text != null) {
      if (!value.equals(text.getText())) {
        text.setText(value);
      }
    } else if (closed && value.isEmpty()) {
      combo.select(0);
    } else if (!value.equals(combo.getText())) {
      combo.setText(value);
    }
  }

  /** Shows what the server says. */
  void describe(Descriptor said) {
    String unit = field.unit().isEmpty() || text == null ? "" : " In " + field.unit() + ".";
    String sentences =
        said.help()
            + (said.help().contains("seconds") || said.help().contains(field.unit()) ? "" : unit);
    if (!sentences.equals(help.getText())) {
      help.setText(sentences);
      help.setForeground(Ink.FAINT);
      help.requestLayout();
    }
    if (text != null) {
      text.setMessage(said.usual());
    } else if (closed) {
      // The usual one first: it is what an empty field means.
      List<String> words =
          new java.util.ArrayList<>(said.words().isEmpty() ? List.of(said.usual()) : said.words());
      words.remove(said.usual());
      words.add(0, said.usual());
      offer(words);
    }
  }

  /** Offers these to choose from. */
  void offer(List<String> items) {
    if (combo != null && !List.of(combo.getItems()).equals(items)) {
      String now = combo.getText();
      combo.setItems(items.toArray(String[]::new));
      combo.setText(now);
      if (closed && combo.getSelectionIndex() < 0) {
        combo.select(0);
      }
    }
  }

  void problem(@Nullable String sentence) {
    problem.show(sentence);
  }
}
