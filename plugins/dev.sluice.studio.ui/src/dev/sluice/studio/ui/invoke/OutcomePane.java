package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.Outcome;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.log.LogText;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** What an invocation came to: a line with how it went, the answer, and beside it the log. */
final class OutcomePane {
  private final Label icon;
  private final Label summary;
  private final ResultPane result;
  private final LogText log;

  OutcomePane(Composite parent) {
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    sash.setSashWidth(5);
    Composite left = pane(sash, 0);
    Composite head = new Composite(left, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(6, 0).applyTo(head);
    head(head);
    caption(head, "Result");
    icon = new Label(head, SWT.NONE);
    icon.setImage(Icons.image("waiting"));
    summary = StudioIds.mark(new Label(head, SWT.NONE), "invoke.summary");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(summary);
    result = new ResultPane(left);

    Composite right = pane(sash, 8);
    Composite logHead = new Composite(right, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(logHead);
    head(logHead);
    caption(logHead, "Log of this invocation");
    log = new LogText(right, SWT.BORDER | SWT.WRAP, null, "invoke.log");
    GridDataFactory.fillDefaults().grab(true, true).hint(60, 40).applyTo(log.control());
    sash.setWeights(56, 44);
  }

  /** Shows an outcome; null says that there is none. */
  void show(@Nullable Outcome outcome, @Nullable String function) {
    if (outcome == null) {
      icon.setImage(Icons.image("waiting"));
      say(function == null ? "Choose a function." : "Not invoked yet.", Ink.FAINT);
      result.clear();
      log.clear();
      return;
    }
    boolean good = outcome.kind() == Outcome.Kind.SUCCEEDED;
    icon.setImage(Icons.image(good ? "ok" : "error"));
    say(outcome.summary(), good ? Ink.GOOD : Ink.BAD);
    result.show(
        outcome.result(), good ? Ink.TEXT : Ink.BAD, function == null ? "result" : function);
    log.clear();
    log.append(outcome.log());
  }

  /** Shows that an invocation is under way. */
  void showRunning() {
    icon.setImage(Icons.image("waiting"));
    say("Running…", Ink.FAINT);
    result.clear();
    log.clear();
  }

  private void say(String sentence, org.eclipse.swt.graphics.Color color) {
    summary.setText(sentence);
    summary.setToolTipText(sentence);
    summary.setForeground(color);
  }

  private static Composite pane(Composite parent, int right) {
    Composite pane = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().extendedMargins(0, right, 0, 4).spacing(0, 4).applyTo(pane);
    return pane;
  }

  /** The heads of all three columns are as high as the one with a combo box. */
  private static void head(Composite head) {
    GridDataFactory.fillDefaults().grab(true, false).hint(60, 34).applyTo(head);
  }

  private static void caption(Composite head, String text) {
    Label label = new Label(head, SWT.NONE);
    label.setText(text);
    label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults()
        .align(SWT.BEGINNING, SWT.CENTER)
        .grab(false, true)
        .applyTo(label);
  }
}
