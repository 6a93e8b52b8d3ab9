package dev.sluice.studio.ui.connection;

import dev.sluice.api.Health;
import dev.sluice.api.HealthCheck;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

/** Shows what holds functions on the server's host, what does not, and what puts that right. */
public final class HealthDialog extends TitleAreaDialog {
  private static final int COPY = IDialogConstants.CLIENT_ID;

  private final ConnectionStatus status;

  private HealthDialog(Shell shell, ConnectionStatus status) {
    super(shell);
    this.status = status;
    setHelpAvailable(false);
  }

  /** Opens the dialog and waits until it is closed. */
  public static void open(Shell shell, ConnectionStatus status) {
    new HealthDialog(shell, status).open();
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Server Health");
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected Point getInitialSize() {
    return new Point(720, 560);
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    ScrolledComposite scroll = new ScrolledComposite(area, SWT.V_SCROLL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
    Composite list = StudioIds.mark(new Composite(scroll, SWT.NONE), "health.checks");
    list.setBackground(Ink.PAPER);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(14, 12).spacing(10, 4).applyTo(list);
    status.checks().forEach(check -> row(list, check));
    scroll.setContent(list);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    scroll.addListener(
        SWT.Resize,
        e -> scroll.setMinHeight(list.computeSize(scroll.getClientArea().width, SWT.DEFAULT).y));
    setTitle(status.place().isEmpty() ? "No server" : status.place() + version());
    setMessage(sentence());
    return area;
  }

  private String version() {
    Health health = status.health();
    return health == null ? "" : "  ·  Sluice " + health.version();
  }

  private String sentence() {
    if (status.checks().isEmpty()) {
      return "Connect to a server to see what holds functions on its host.";
    }
    long unmet = status.warnings().size();
    return unmet == 0
        ? "All that was looked for on the server's host is in order."
        : unmet == 1
            ? "One thing on the server's host could be better, and this is how."
            : unmet + " things on the server's host could be better, and this is how.";
  }

  private static void row(Composite list, HealthCheck check) {
    boolean good = check.state().equals("ok");
    Label icon = new Label(list, SWT.NONE);
    icon.setBackground(Ink.PAPER);
    icon.setImage(Icons.image(good ? "ok" : check.state().equals("failed") ? "error" : "warning"));
    icon.setToolTipText(check.state());
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.TOP).applyTo(icon);
    Label name = text(list, check.name(), Ink.TEXT, SWT.NONE);
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.TOP).applyTo(name);
    wrapped(text(list, check.detail(), Ink.TEXT, SWT.WRAP));
    if (!check.fix().isEmpty()) {
      new Label(list, SWT.NONE).setBackground(Ink.PAPER);
      new Label(list, SWT.NONE).setBackground(Ink.PAPER);
      wrapped(text(list, check.fix(), Ink.WARN, SWT.WRAP));
    }
  }

  private static Label text(Composite list, String text, Color colour, int style) {
    Label label = new Label(list, style);
    label.setBackground(Ink.PAPER);
    label.setForeground(colour);
    label.setText(text.replace("&", "&&"));
    return label;
  }

  private static void wrapped(Label label) {
    GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(label);
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, COPY, "Copy", false).setEnabled(!status.checks().isEmpty());
    createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
  }

  @Override
  protected void buttonPressed(int id) {
    if (id == COPY) {
      UiThread.current().copy(asText(status.checks()));
    } else {
      super.buttonPressed(id);
    }
  }

  private static String asText(List<HealthCheck> checks) {
    StringBuilder text = new StringBuilder();
    for (HealthCheck check : checks) {
      text.append(check.state()).append('\t').append(check.name()).append('\t');
      text.append((check.detail() + " " + check.fix()).strip()).append('\n');
    }
    return text.toString();
  }
}
