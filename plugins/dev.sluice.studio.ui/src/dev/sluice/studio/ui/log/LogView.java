package dev.sluice.studio.ui.log;

import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.log.LineOrigin;
import dev.sluice.studio.core.log.LogFilter;
import dev.sluice.studio.core.log.LogLevel;
import dev.sluice.studio.core.log.LogNames;
import dev.sluice.studio.core.log.LogPresenter;
import dev.sluice.studio.core.log.LogTime;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FileSave;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.FunctionView;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchPage;
import org.jspecify.annotations.Nullable;

/** The log of the function that the user is at, of what was chosen, or all, as it is written. */
public final class LogView extends FunctionView implements LogPresenter.View {
  private LogPresenter presenter;
  private List<LogOwner> turnedTo = List.of();
  private ConnectionBar connection;
  private Label title;
  private Label count;
  private Text filter;
  private Link only;
  private ToolItem follow;
  private ToolItem all;
  private LogText text;

  /** Shows the lines of one invocation; the view is opened if need be. */
  public static void reveal(IWorkbenchPage page, String function, String invocation) {
    show(
        page,
        view -> {
          view.presenter.follow(List.of(LogOwner.function(function)));
          view.only("", invocation);
        });
  }

  @Override
  public void createPartControl(Composite parent) {
    StudioSession session = StudioServices.session();
    presenter = new LogPresenter(session.server(), Clock.systemUTC(), this);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "log.connection");
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(7).margins(8, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    title = StudioIds.mark(new Label(row, SWT.NONE), "log.title");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    count = StudioIds.mark(new Label(row, SWT.NONE), "log.count");
    count.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(count);
    only = StudioIds.mark(new Link(row, SWT.NONE), "log.only");
    only.addListener(SWT.Selection, e -> only("", ""));
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).exclude(true).applyTo(only);
    filter = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, "log.filter");
    filter.setMessage("Text or /regex/");
    filter.setToolTipText(
        "Only lines with this text, or that match the expression between slashes");
    GridDataFactory.swtDefaults().hint(130, SWT.DEFAULT).applyTo(filter);
    filter.addListener(
        SWT.Modify, e -> presenter.filter(presenter.filter().withText(filter.getText())));
    createTimes(row);
    createLevels(row);
    createTools(row);
    text = new LogText(parent, SWT.NONE, ZoneId.systemDefault(), "log.text");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text.control());
    new LogMenu(
        text,
        getSite().getPage(),
        version -> only(version, presenter.filter().invocation()),
        invocation -> only(presenter.filter().version(), invocation),
        new LineOrigin(session.server()),
        count::setText);
    text.onScroll(this::scrolled);
    replaced();
    follow(this::choose);
  }

  @Override
  public void setFocus() {
    text.control().setFocus();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  protected @Nullable FunctionRef function() {
    String name = presenter == null ? null : presenter.function();
    return name == null ? null : FunctionRef.latest(name);
  }

  /** Turns to a function. */
  public void choose(FunctionRef ref) {
    follow(List.of(LogOwner.function(ref.name())));
  }

  /** Turns to these logs; the view is opened if need be. */
  public static void reveal(IWorkbenchPage page, List<LogOwner> owners) {
    show(page, view -> view.follow(owners));
  }

  private static void show(IWorkbenchPage page, Consumer<LogView> turning) {
    Views.show(
        page,
        StudioIds.LOG_VIEW,
        LogView.class,
        view -> {
          view.all.setSelection(false);
          turning.accept(view);
        });
  }

  private void follow(List<LogOwner> owners) {
    turnedTo = owners;
    if (!all.getSelection() && !owners.equals(presenter.owners())) {
      presenter.follow(owners);
      only("", "");
    }
  }

  /** Shows the lines of one version or invocation; with an empty text of all. */
  private void only(String version, String invocation) {
    List<String> words = new ArrayList<>();
    if (!version.isEmpty()) {
      words.add("version " + version);
    }
    if (!invocation.isEmpty()) {
      words.add("invocation " + invocation.substring(0, Math.min(8, invocation.length())) + "…");
    }
    only.setText(words.isEmpty() ? "" : String.join(", ", words) + "  <a>all</a>");
    Shown.set(only, !words.isEmpty());
    only.getParent().layout(true);
    presenter.filter(presenter.filter().withVersion(version).withInvocation(invocation));
  }

  private void scrolled() {
    if (text.atTop()) {
      presenter.loadOlder();
    }
  }

  @Override
  public void replaced() {
    if (title.isDisposed()) {
      return;
    }
    List<LogOwner> owners = presenter.owners();
    title.setText(
        presenter.everything()
            ? "All logs"
            : owners.isEmpty() ? "No function selected" : LogNames.words(owners));
    text.nameOwners(presenter.everything() || owners.size() > 1);
    text.clear();
    List<LogLine> lines = presenter.lines();
    text.append(lines);
    showCount(lines.size());
  }

  @Override
  public void appended(List<LogLine> added) {
    if (!title.isDisposed()) {
      text.append(added);
      showCount(text.size());
    }
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (!title.isDisposed()) {
      connection.show(status);
    }
  }

  @Override
  public void prepended(List<LogLine> added) {
    if (!title.isDisposed()) {
      text.prepend(added);
      showCount(text.size());
    }
  }

  private void showCount(int lines) {
    count.setText(words(lines));
    count.setForeground(presenter.filter().problem() == null ? Ink.FAINT : Ink.BAD);
    title.getParent().layout(true);
  }

  private String words(int lines) {
    String problem = presenter.filter().problem();
    if (problem != null) {
      return problem;
    }
    if (presenter.owners().isEmpty() && !presenter.everything()) {
      return "Select one on the left.";
    }
    if (lines == 0) {
      return presenter.filter().equals(LogFilter.ALL)
          ? "Nothing logged yet."
          : "Nothing passes the filter.";
    }
    return (lines == 1 ? "1 line" : lines + " lines")
        + (presenter.hasOlder() ? ", older above" : "");
  }

  private void createTimes(Composite row) {
    Combo times = StudioIds.mark(new Combo(row, SWT.READ_ONLY | SWT.DROP_DOWN), "log.time");
    times.setItems(Arrays.stream(LogTime.values()).map(LogTime::label).toArray(String[]::new));
    times.select(presenter.filter().time().ordinal());
    times.setToolTipText("How far back lines are shown");
    times.addListener(
        SWT.Selection,
        e ->
            presenter.filter(
                presenter.filter().withTime(LogTime.values()[times.getSelectionIndex()])));
  }

  private void createLevels(Composite row) {
    Combo levels = StudioIds.mark(new Combo(row, SWT.READ_ONLY | SWT.DROP_DOWN), "log.level");
    levels.setItems(Arrays.stream(LogLevel.values()).map(LogLevel::label).toArray(String[]::new));
    levels.select(presenter.filter().level().ordinal());
    levels.addListener(
        SWT.Selection,
        e ->
            presenter.filter(
                presenter.filter().withLevel(LogLevel.values()[levels.getSelectionIndex()])));
  }

  private void createTools(Composite row) {
    ToolBar tools = new ToolBar(row, SWT.FLAT);
    all = StudioIds.mark(new ToolItem(tools, SWT.CHECK), "log.all");
    all.setImage(Icons.image("functions"));
    all.setToolTipText("All logs of the namespace: of functions, workflows and sources");
    all.addListener(SWT.Selection, e -> chooseAll());
    ToolItem some = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "log.choose");
    some.setImage(Icons.image("choose"));
    some.setToolTipText("Choose whose logs are shown…");
    some.addListener(SWT.Selection, e -> chooseSome());
    follow = StudioIds.mark(new ToolItem(tools, SWT.CHECK), "log.follow");
    follow.setImage(Icons.image("follow"));
    follow.setToolTipText("Follow: scroll to new lines");
    follow.setSelection(true);
    follow.addListener(SWT.Selection, e -> text.follow(follow.getSelection()));
    ToolItem save = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "log.save");
    save.setImage(Icons.image("export"));
    save.setToolTipText("Save what is selected, or else all that is shown");
    save.addListener(SWT.Selection, e -> save());
    ToolItem clear = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "log.clear");
    clear.setImage(Icons.image("clear"));
    clear.setToolTipText("Clear what is shown; the server keeps its log");
    clear.addListener(SWT.Selection, e -> presenter.clear());
  }

  private void chooseAll() {
    only("", "");
    if (all.getSelection()) {
      presenter.followAll();
    } else if (!turnedTo.isEmpty()) {
      presenter.follow(turnedTo);
    }
  }

  private void chooseSome() {
    presenter.choices(
        choices -> {
          if (!title.isDisposed()) {
            LogChoiceDialog dialog =
                new LogChoiceDialog(getSite().getShell(), choices, presenter.owners());
            if (dialog.open() == Window.OK) {
              all.setSelection(false);
              follow(dialog.chosen());
            }
          }
        },
        count::setText);
  }

  private void save() {
    String name =
        presenter.everything()
            ? "logs"
            : String.join("-", presenter.owners().stream().map(LogOwner::name).toList());
    String said =
        FileSave.ask(
            getSite().getShell(),
            "Save Log",
            name + ".log",
            new String[] {"*.log", "*.*"},
            file -> (text.content() + "\n").getBytes(StandardCharsets.UTF_8));
    if (said != null) {
      count.setText(said);
    }
  }
}
