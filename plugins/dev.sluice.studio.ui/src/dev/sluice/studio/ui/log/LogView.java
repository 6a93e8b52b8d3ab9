package dev.sluice.studio.ui.log;

import dev.sluice.api.LogLine;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.log.LogLevel;
import dev.sluice.studio.core.log.LogPresenter;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FunctionFollower;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** The log of the function that the user is at, as it is written. */
public final class LogView extends ViewPart implements LogPresenter.View {
  private LogPresenter presenter;
  private FunctionFollower follower;
  private ConnectionBar connection;
  private Label title;
  private Label count;
  private LogText text;

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new LogPresenter(session.server(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "log.connection");
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(8, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    title = StudioIds.mark(new Label(row, SWT.NONE), "log.title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    count = StudioIds.mark(new Label(row, SWT.NONE), "log.count");
    count.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(count);
    createLevels(row);
    createTools(row);
    text = new LogText(parent, SWT.NONE, ZoneId.systemDefault(), "log.text");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text.control());
    replaced();
    follower = new FunctionFollower(getSite().getPage(), this::choose);
  }

  @Override
  public void setFocus() {
    text.control().setFocus();
  }

  @Override
  public void dispose() {
    if (follower != null) {
      follower.dispose();
    }
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    if (adapter == FunctionRef.class) {
      String name = presenter == null ? null : presenter.function();
      return name == null ? null : adapter.cast(FunctionRef.latest(name));
    }
    return super.getAdapter(adapter);
  }

  /** Turns to a function. */
  public void choose(FunctionRef ref) {
    presenter.follow(ref.name());
  }

  @Override
  public void replaced() {
    if (title.isDisposed()) {
      return;
    }
    String name = presenter.function();
    title.setText(name == null ? "No function selected" : name);
    text.clear();
    List<LogLine> lines = presenter.lines();
    text.append(lines);
    showCount(lines.size());
  }

  @Override
  public void appended(List<LogLine> added) {
    if (!title.isDisposed()) {
      text.append(added);
      showCount(presenter.lines().size());
    }
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (!title.isDisposed()) {
      connection.show(status);
    }
  }

  private void showCount(int lines) {
    if (presenter.function() == null) {
      count.setText("Select a function to follow its log.");
    } else {
      count.setText(lines == 0 ? "Nothing logged yet." : lines == 1 ? "1 line" : lines + " lines");
    }
    title.getParent().layout(true);
  }

  private void createLevels(Composite row) {
    Combo levels = StudioIds.mark(new Combo(row, SWT.READ_ONLY | SWT.DROP_DOWN), "log.level");
    levels.setItems(Arrays.stream(LogLevel.values()).map(LogLevel::label).toArray(String[]::new));
    levels.select(presenter.level().ordinal());
    levels.addListener(
        SWT.Selection, e -> presenter.level(LogLevel.values()[levels.getSelectionIndex()]));
  }

  private void createTools(Composite row) {
    ToolBar tools = new ToolBar(row, SWT.FLAT);
    ToolItem follow = StudioIds.mark(new ToolItem(tools, SWT.CHECK), "log.follow");
    follow.setImage(Icons.image("follow"));
    follow.setToolTipText("Scroll to new lines");
    follow.setSelection(true);
    follow.addListener(SWT.Selection, e -> text.follow(follow.getSelection()));
    ToolItem clear = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "log.clear");
    clear.setImage(Icons.image("clear"));
    clear.setToolTipText("Clear what is shown; the server keeps its log");
    clear.addListener(SWT.Selection, e -> presenter.clear());
  }
}
