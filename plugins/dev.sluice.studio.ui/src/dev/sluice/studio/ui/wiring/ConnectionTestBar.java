package dev.sluice.studio.ui.wiring;

import dev.sluice.studio.core.wiring.SourceActions;
import dev.sluice.studio.core.wiring.SourceDraft;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** Has the server try what a source would be connected to, and says what came of it. */
final class ConnectionTestBar {
  private static final int TWO_LINES = 36;

  private final SourceActions actions;
  private final Button button;
  private final Label found;
  private @Nullable SourceDraft draft;
  private int asked;

  ConnectionTestBar(Composite parent, SourceActions actions) {
    this.actions = actions;
    Composite bar = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(10, 0).applyTo(bar);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
    button = StudioIds.mark(new Button(bar, SWT.PUSH), "source.test");
    button.setText("&Test Connection");
    button.addListener(SWT.Selection, e -> test());
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(button);
    found = StudioIds.mark(new Label(bar, SWT.WRAP), "source.tested");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(200, TWO_LINES)
        .applyTo(found);
    changed(null);
  }

  /** Something else is typed: what was found is not about it. */
  void changed(@Nullable SourceDraft typed) {
    draft = typed;
    asked++;
    button.setEnabled(typed != null && typed.testable());
    say("", Ink.FAINT);
  }

  private void test() {
    SourceDraft typed = draft;
    if (typed == null) {
      return;
    }
    int mine = ++asked;
    button.setEnabled(false);
    say("Connecting…", Ink.FAINT);
    actions.test(
        typed.trial(),
        answer -> answered(mine, answer.message(), answer.ok() ? Ink.GOOD : Ink.BAD),
        failure -> answered(mine, failure.sentence(), Ink.BAD));
  }

  private void answered(int question, String sentence, Color ink) {
    if (question == asked && !found.isDisposed()) {
      button.setEnabled(true);
      say(sentence, ink);
    }
  }

  private void say(String sentence, Color ink) {
    found.setForeground(ink);
    found.setText(sentence.replace("&", "&&"));
    found.setToolTipText(sentence.isEmpty() ? null : sentence);
  }
}
