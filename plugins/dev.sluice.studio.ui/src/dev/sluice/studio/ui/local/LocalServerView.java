package dev.sluice.studio.ui.local;

import dev.sluice.studio.core.local.LocalServerPresenter;
import dev.sluice.studio.core.local.LocalServerPresenter.Phase;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;

/** Starts and stops the server of this machine, and shows its log. */
public final class LocalServerView extends ViewPart implements LocalServerPresenter.View {
  /** What is kept of the log, in characters. */
  private static final int MOST_CHARS = 1 << 20;

  private static final int TICK_MILLIS = 500;

  private LocalServerPresenter presenter;
  private Label dot;
  private Label sentence;
  private Text program;
  private Text options;
  private Button start;
  private Button stop;
  private Button restart;
  private StyledText log;

  @Override
  public void createPartControl(Composite parent) {
    presenter =
        new LocalServerPresenter(
            StudioServices.session(), StudioServices.preferences(), System.getenv(), this);
    GridLayoutFactory.fillDefaults().margins(8, 6).spacing(6, 6).numColumns(5).applyTo(parent);
    dot = new Label(parent, SWT.NONE);
    sentence = StudioIds.mark(new Label(parent, SWT.WRAP), "localServer.sentence");
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(200, SWT.DEFAULT)
        .applyTo(sentence);
    start = button(parent, "&Start", "localServer.start", this::start);
    stop = button(parent, "S&top", "localServer.stop", presenter::stop);
    restart = button(parent, "&Restart", "localServer.restart", this::restart);
    settings(parent);
    log = StudioIds.mark(new StyledText(parent, SWT.MULTI | SWT.V_SCROLL), "localServer.log");
    log.setEditable(false);
    log.setFont(JFaceResources.getTextFont());
    log.setMargins(6, 4, 6, 4);
    log.setToolTipText(presenter.log().toString());
    GridDataFactory.fillDefaults().span(5, 1).grab(true, true).applyTo(log);
    stateChanged();
    presenter.look();
    UiThread.current().repeatSeen(TICK_MILLIS, log, presenter::look);
  }

  private void settings(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(5).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().span(5, 1).grab(true, false).applyTo(row);
    program = field(row, "&Program:", "localServer.program", presenter.program());
    program.setMessage("bin/sluice of the server's distribution");
    Button browse = button(row, "&Browse…", "localServer.browse", this::browse);
    browse.setToolTipText("Choose the program 'sluice' of the server's distribution");
    options = field(row, "&Options:", "localServer.options", presenter.options());
    options.setMessage("of 'sluice server', such as --listen 127.0.0.1:9000");
  }

  private Text field(Composite row, String caption, String id, String value) {
    Label label = new Label(row, SWT.NONE);
    label.setText(caption);
    Text text = StudioIds.mark(new Text(row, SWT.BORDER), id);
    text.setText(value);
    text.addListener(SWT.Modify, e -> stateChanged());
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(160, SWT.DEFAULT)
        .applyTo(text);
    return text;
  }

  private static Button button(Composite parent, String text, String id, Runnable action) {
    Button button = StudioIds.mark(new Button(parent, SWT.PUSH), id);
    button.setText(text);
    button.addListener(SWT.Selection, e -> action.run());
    return button;
  }

  private void browse() {
    FileDialog dialog = new FileDialog(getSite().getShell(), SWT.OPEN);
    dialog.setText("The Server's Program");
    String chosen = dialog.open();
    if (chosen != null) {
      program.setText(chosen);
    }
  }

  private void start() {
    presenter.start(program.getText(), options.getText());
  }

  private void restart() {
    presenter.restart(program.getText(), options.getText());
  }

  @Override
  public void stateChanged() {
    if (log == null || log.isDisposed()) {
      return;
    }
    Phase phase = presenter.phase();
    String problem = LocalServerPresenter.problem(program.getText());
    boolean idle = phase == Phase.STOPPED;
    String trouble = presenter.trouble();
    dot.setImage(Icons.image(dot(phase)));
    String said =
        !trouble.isEmpty()
            ? trouble
            : idle && !problem.isEmpty()
                ? presenter.sentence() + " " + problem
                : presenter.sentence();
    if (!said.equals(sentence.getText())) {
      sentence.setText(said.replace("&", "&&"));
      sentence.setToolTipText(said);
      sentence.requestLayout();
    }
    sentence.setForeground(trouble.isEmpty() ? Ink.TEXT : Ink.BAD);
    start.setEnabled(idle && problem.isEmpty());
    stop.setEnabled(phase == Phase.RUNNING);
    restart.setEnabled(phase == Phase.RUNNING && problem.isEmpty());
    program.setEnabled(phase == Phase.STOPPED || phase == Phase.RUNNING);
    options.setEnabled(program.getEnabled());
  }

  private static String dot(Phase phase) {
    return switch (phase) {
      case STOPPED -> "dot-grey";
      case RUNNING -> "dot-green";
      case STARTING, STOPPING -> "dot-amber";
    };
  }

  @Override
  public void logged(boolean anew, String text) {
    if (log.isDisposed()) {
      return;
    }
    if (anew) {
      log.setText("");
    }
    // Whoever has scrolled up reads there.
    boolean atEnd =
        log.getTopIndex() + log.getClientArea().height / log.getLineHeight()
            >= log.getLineCount() - 1;
    log.append(text);
    int over = log.getCharCount() - MOST_CHARS;
    if (over > 0) {
      int line = Math.min(log.getLineAtOffset(over) + 1, log.getLineCount() - 1);
      log.replaceTextRange(0, Math.max(over, log.getOffsetAtLine(line)), "");
    }
    if (atEnd) {
      log.setTopIndex(log.getLineCount() - 1);
    }
  }

  @Override
  public void setFocus() {
    (start.isEnabled() ? start : log).setFocus();
  }
}
