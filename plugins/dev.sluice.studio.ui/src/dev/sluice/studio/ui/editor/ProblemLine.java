package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.Objects;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.jspecify.annotations.Nullable;

/** A line that says what is wrong with the field above, and takes no room while nothing is. */
final class ProblemLine {
  private final Label label;

  ProblemLine(FormToolkit toolkit, Composite parent, int columns, String fieldId) {
    label = StudioIds.mark(toolkit.createLabel(parent, "", SWT.WRAP), fieldId + ".problem");
    label.setForeground(Ink.BAD);
    label.setVisible(false);
    GridDataFactory.fillDefaults()
        .span(columns, 1)
        .grab(true, false)
        .hint(80, SWT.DEFAULT)
        .exclude(true)
        .applyTo(label);
  }

  /** Says this; null for nothing. */
  void show(@Nullable String sentence) {
    String now = Objects.requireNonNullElse(sentence, "");
    if (now.equals(label.getText())) {
      return;
    }
    label.setText(now);
    label.setForeground(Ink.BAD);
    Shown.set(label, !now.isEmpty());
    for (Composite above = label.getParent(); above != null; above = above.getParent()) {
      if (above instanceof ScrolledForm form) {
        form.reflow(true);
        if (!now.isEmpty()) {
          // The field that is being typed into may be the last one in sight.
          FormToolkit.ensureVisible(label);
        }
        return;
      }
    }
  }
}
