package dev.sluice.studio.rcp;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionPhase;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.util.function.Consumer;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;

/**
 * What there is to do while nothing is open: from no server to a function that runs, and on.
 * Confined to the UI thread.
 */
final class Welcome {
  private static final String OPEN =
      "Double-click a function or a workflow on the left to open it, or make a new one.";

  private final IWorkbenchWindow window;
  private final StudioSession session = StudioServices.session();
  private final Composite area;
  private final Label mark;
  private final Link server;
  private final Label open;

  Welcome(Composite parent, IWorkbenchWindow window) {
    this.window = window;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(10, 9).applyTo(area);
    Label title = new Label(area, SWT.NONE);
    title.setText("Sluice Studio");
    title.setFont(JFaceResources.getHeaderFont());
    title.setForeground(Ink.TEXT);
    GridDataFactory.swtDefaults().span(3, 1).applyTo(title);
    open = StudioIds.mark(new Label(area, SWT.WRAP), "hints.open");
    open.setForeground(Ink.FAINT);
    open.setText(OPEN);
    GridDataFactory.swtDefaults().span(3, 1).hint(430, SWT.DEFAULT).applyTo(open);
    mark = new Label(area, SWT.NONE);
    server = link("", "welcome.server");
    GridDataFactory.swtDefaults().span(2, 1).applyTo(server);
    step("new-function", "Make a function", "from a template", StudioIds.NEW_FUNCTION);
    step("invoke", "Invoke it", "and see its result and log", StudioIds.INVOKE);
    step("events", "Lead events to it", "by dragging", StudioIds.OPEN_ASSOCIATIONS);
    step("new-workflow", "Draw a workflow", "of several", StudioIds.NEW_WORKFLOW);
    step("project", "Open a project", "to deploy a folder of this machine", StudioIds.OPEN_PROJECT);
    Consumer<ConnectionStatus> listener = this::show;
    session.server().link().listen(listener);
    area.addListener(SWT.Dispose, e -> session.server().link().forget(listener));
    show(session.server().link().status());
  }

  Composite control() {
    return area;
  }

  private void step(String icon, String action, String rest, String command) {
    new Label(area, SWT.NONE).setImage(Icons.image(icon));
    Link unused = link("<a href=\"" + command + "\">" + action + "</a> " + rest, "welcome." + icon);
    String keys =
        window.getService(IBindingService.class).getBestActiveBindingFormattedFor(command);
    Label key = new Label(area, SWT.NONE);
    key.setText(keys == null ? "" : keys);
    key.setForeground(Ink.FAINT);
    GridDataFactory.swtDefaults().indent(12, 0).applyTo(key);
  }

  private Link link(String text, String id) {
    Link link = StudioIds.mark(new Link(area, SWT.NONE), id);
    link.setText(text);
    link.addListener(SWT.Selection, e -> run(e.text));
    return link;
  }

  private void run(String command) {
    try {
      Object unused = window.getService(IHandlerService.class).executeCommand(command, null);
    } catch (CommandException e) {
      ILog.of(Welcome.class).warn("The command " + command + " was not run", e);
    }
  }

  private void show(ConnectionStatus status) {
    if (area.isDisposed()) {
      return;
    }
    boolean connected = status.phase() == ConnectionPhase.CONNECTED;
    mark.setImage(Icons.image(connected ? "ok" : "server"));
    String said =
        connected
            ? "Connected to "
                + status.place()
                + "  <a href=\""
                + StudioIds.CONNECT
                + "\">Change…</a>"
            : "<a href=\""
                + StudioIds.LOCAL_SERVER
                + "\">Start a server</a> on this machine, or <a href=\""
                + StudioIds.CONNECT
                + "\">connect</a> to another";
    if (!said.equals(server.getText())) {
      server.setText(said);
      area.getParent().layout(true, true);
    }
  }
}
