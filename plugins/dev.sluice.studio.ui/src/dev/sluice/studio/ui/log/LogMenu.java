package dev.sluice.studio.ui.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.LogLine;
import dev.sluice.studio.core.log.LineOrigin;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.operate.EventsView;
import dev.sluice.studio.ui.operate.InvocationsView;
import dev.sluice.studio.ui.workflow.ExecutionEditors;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.jspecify.annotations.Nullable;

/** What can be done with a line of a log. Confined to the UI thread. */
final class LogMenu {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDTH = 620;
  private static final int HEIGHT = 420;

  private final LogText text;

  /**
   * Gives the log its menu; a double-click expands a line of JSON.
   *
   * @param onlyVersion shows the lines of one version only
   * @param onlyInvocation shows the lines of one invocation or execution only
   * @param say shows a sentence
   */
  LogMenu(
      LogText text,
      IWorkbenchPage page,
      Consumer<String> onlyVersion,
      Consumer<String> onlyInvocation,
      LineOrigin origin,
      Consumer<String> say) {
    this.text = text;
    Control control = text.control();
    Menu menu = new Menu(control);
    MenuItem version = item(menu, "Only This Version", line -> onlyVersion.accept(line.version()));
    MenuItem only = item(menu, "Only This Invocation", line -> onlyInvocation.accept(line.about()));
    new MenuItem(menu, SWT.SEPARATOR);
    MenuItem show =
        item(menu, "Show in Invocations", line -> InvocationsView.reveal(page, line.invocation()));
    MenuItem given =
        item(
            menu,
            "Show Event…",
            line ->
                origin.event(
                    line, shown -> new TextDialog(control.getShell(), "Event", shown).open(), say));
    MenuItem execution =
        item(
            menu,
            "Show Execution",
            line ->
                origin.execution(
                    line, id -> ExecutionEditors.open(page.getWorkbenchWindow(), id), say));
    MenuItem source =
        item(menu, "Show Source", line -> EventsView.show(page, String.valueOf(line.source())));
    new MenuItem(menu, SWT.SEPARATOR);
    MenuItem expand = item(menu, "Expand JSON", line -> expand(control.getShell(), line));
    MenuItem copy = item(menu, "Copy", line -> UiThread.current().copy(text.copied(line)));
    menu.addListener(
        SWT.Show,
        event -> {
          LogLine line = text.lineAtCaret();
          boolean invoked = line != null && !line.invocation().isEmpty();
          version.setEnabled(line != null && !line.version().isEmpty());
          version.setText(line == null ? "Only This Version" : "Only Version " + line.version());
          only.setEnabled(line != null && !line.about().isEmpty());
          only.setText(
              line != null && line.execution() != null
                  ? "Only This Execution"
                  : "Only This Invocation");
          show.setEnabled(invoked);
          given.setEnabled(invoked);
          execution.setEnabled(line != null && LineOrigin.mayHaveExecution(line));
          source.setEnabled(line != null && line.source() != null);
          expand.setEnabled(line != null && json(line) != null);
          copy.setEnabled(line != null);
        });
    control.setMenu(menu);
    control.addListener(
        SWT.MouseDoubleClick,
        event -> {
          LogLine line = text.lineAtCaret();
          if (line != null && json(line) != null) {
            expand(control.getShell(), line);
          }
        });
  }

  private MenuItem item(Menu menu, String label, Consumer<LogLine> action) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(label);
    item.addListener(
        SWT.Selection,
        event -> {
          LogLine line = text.lineAtCaret();
          if (line != null) {
            action.accept(line);
          }
        });
    return item;
  }

  /** The object or array that the line ends with, indented; null when it has none. */
  private static @Nullable String json(LogLine line) {
    int object = line.text().indexOf('{');
    int array = line.text().indexOf('[');
    int from = object < 0 ? array : array < 0 ? object : Math.min(object, array);
    if (from < 0) {
      return null;
    }
    try {
      JsonNode tree = JSON.readTree(line.text().substring(from));
      return tree.isContainerNode() ? tree.toPrettyString() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static void expand(Shell shell, LogLine line) {
    new TextDialog(shell, "Log Line", String.valueOf(json(line))).open();
  }

  /** Text to read and copy. */
  private static final class TextDialog extends Dialog {
    private final String title;
    private final String shown;

    TextDialog(Shell shell, String title, String shown) {
      super(shell);
      this.title = title;
      this.shown = shown;
      setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    @Override
    protected void configureShell(Shell shell) {
      super.configureShell(shell);
      shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
      StyledText area =
          StudioIds.mark(
              new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.H_SCROLL | SWT.V_SCROLL),
              "log.shown");
      area.setFont(JFaceResources.getTextFont());
      area.setMargins(8, 6, 8, 6);
      area.setText(shown);
      GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
      data.widthHint = WIDTH;
      data.heightHint = HEIGHT;
      area.setLayoutData(data);
      return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
      createButton(parent, IDialogConstants.CLOSE_ID, IDialogConstants.CLOSE_LABEL, true)
          .addListener(SWT.Selection, event -> close());
    }
  }
}
