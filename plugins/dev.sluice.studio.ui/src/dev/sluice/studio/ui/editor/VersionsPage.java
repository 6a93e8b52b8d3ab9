package dev.sluice.studio.ui.editor;

import dev.sluice.api.AliasInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.compare.State;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.core.version.SharesText;
import dev.sluice.studio.core.version.VersionRow;
import dev.sluice.studio.core.version.VersionsPresenter;
import dev.sluice.studio.ui.Ask;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.compare.StateEditors;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.jspecify.annotations.Nullable;

/** The versions of a function above, its aliases below, and what can be done to them. */
final class VersionsPage implements ListView {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());
  private static final int[] SHARES = {62, 38};

  private final VersionsPresenter presenter;
  private final IWorkbenchPartSite site;
  private final SashForm sash;
  private final Label summary;
  private final RowTable<VersionRow> versions;
  private final RowTable<AliasInfo> aliases;
  private final ButtonColumn versionButtons;
  private final ButtonColumn aliasButtons;

  VersionsPage(
      Composite parent,
      String function,
      StudioSession session,
      IWorkbenchPartSite site,
      Runnable publish) {
    this.site = site;
    presenter = new VersionsPresenter(function, session, this);
    sash = new SashForm(parent, SWT.VERTICAL);
    Composite above = TablePane.in(sash);
    summary = TablePane.heading(above, "Versions", "versions.summary");
    versions = versionTable(above);
    versionButtons = new ButtonColumn(above, "versions");
    versionButtons.add("Publish…", "publish", "Make a version of what is deployed", publish);
    versionButtons.add("Open", "open", "Read its code and definition (Enter)", this::openVersion);
    versionButtons.add(
        "Compare",
        "compare",
        "One selected: with latest. Two selected: with one another",
        this::compare);
    versionButtons.add("Fork…", "fork", "Make it latest again", this::fork);
    versionButtons.add("Delete…", "delete", "Delete what is selected (Del)", this::deleteVersions);
    Composite below = TablePane.in(sash);
    TablePane.heading(below, "Aliases", "aliases.summary");
    aliases = aliasTable(below);
    aliasButtons = new ButtonColumn(below, "aliases");
    aliasButtons.add("New…", "add", "Make an alias", () -> editAlias(null));
    aliasButtons.add("Change…", "alias", "Point it elsewhere (Enter)", this::changeAlias);
    aliasButtons.add("Delete…", "delete", "Delete the alias (Del)", this::deleteAlias);
    sash.setWeights(SHARES);
    listChanged();
  }

  private RowTable<VersionRow> versionTable(Composite parent) {
    RowTable<VersionRow> table =
        new RowTable<>(
                parent,
                SWT.MULTI | SWT.BORDER,
                "versions.table",
                row -> Integer.toString(row.number()),
                List.of(
                    Column.of("Version", 76, row -> "v" + row.number()),
                    Column.of("Published", 136, row -> WHEN.format(row.info().createdAt())),
                    Column.of("By", 74, row -> Objects.requireNonNullElse(row.by(), "")),
                    Column.of("Aliases", 150, VersionRow::aliasWords),
                    Column.of("State", 108, VersionRow::state),
                    Column.of("Code", 106, VersionRow::digest),
                    Column.of("What is new", 260, row -> row.info().description())))
            .images(row -> Icons.image("version"))
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    Spoken.as(table.table(), "Versions");
    keys(table, this::openVersion, this::deleteVersions);
    return table;
  }

  private RowTable<AliasInfo> aliasTable(Composite parent) {
    RowTable<AliasInfo> table =
        new RowTable<>(
                parent,
                SWT.SINGLE | SWT.BORDER,
                "aliases.table",
                AliasInfo::name,
                List.of(
                    Column.of("Alias", 126, AliasInfo::name),
                    Column.of("Leads to", 200, alias -> SharesText.words(alias.weights())),
                    Column.of("Callers stay by", 170, VersionsPage::routing),
                    Column.of("Changed", 136, alias -> WHEN.format(alias.modifiedAt())),
                    Column.of("Description", 260, AliasInfo::description)))
            .images(alias -> Icons.image(alias.weights().size() > 1 ? "alias-split" : "alias"))
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    Spoken.as(table.table(), "Aliases");
    keys(table, this::changeAlias, this::deleteAlias);
    return table;
  }

  private static String routing(AliasInfo alias) {
    var key = alias.routingKey();
    if (key == null) {
      return "";
    }
    return key.header() != null ? "header " + key.header() : Objects.toString(key.jsonPath(), "");
  }

  static void keys(RowTable<?> table, Runnable enter, Runnable delete) {
    table.table().addListener(SWT.DefaultSelection, e -> enter.run());
    table
        .table()
        .addListener(
            SWT.KeyDown,
            e -> {
              if (e.keyCode == SWT.DEL && e.stateMask == 0) {
                delete.run();
              }
            });
  }

  Control control() {
    return sash;
  }

  void setFocus() {
    versions.table().setFocus();
  }

  /** The page is in front: from now on it follows the server. */
  void open() {
    presenter.open();
  }

  void dispose() {
    presenter.dispose();
  }

  private void openVersion() {
    one(
        row ->
            StateEditors.open(
                site.getPage(), presenter.function(), Integer.toString(row.number())));
  }

  private void compare() {
    List<VersionRow> chosen = versions.selection();
    if (chosen.isEmpty() || chosen.size() > 2) {
      return;
    }
    // The newest stands above: the older one goes to the left.
    String left = Integer.toString(chosen.get(chosen.size() - 1).number());
    String right = chosen.size() == 1 ? State.LATEST : Integer.toString(chosen.get(0).number());
    StateEditors.compare(site.getPage(), presenter.function(), left, right);
  }

  private void fork() {
    one(
        row -> {
          String question =
              "Make version "
                  + row.number()
                  + " latest again?\n\nIts code and definition replace what is deployed."
                  + " Versions and aliases stay as they are.";
          if (Ask.whether(site.getShell(), "Fork " + presenter.function(), question, "Fork")) {
            presenter.fork(row);
          }
        });
  }

  private void deleteVersions() {
    List<VersionRow> chosen = versions.selection();
    if (!chosen.isEmpty()) {
      presenter.planDelete(
          chosen,
          question -> {
            if (there() && Ask.whether(site.getShell(), "Delete", question, "Delete")) {
              presenter.delete(chosen);
            }
          });
    }
  }

  private void changeAlias() {
    aliases.selection().stream().findFirst().ifPresent(this::editAlias);
  }

  private void editAlias(@Nullable AliasInfo alias) {
    AliasDialog dialog = new AliasDialog(site.getShell(), presenter, alias);
    if (dialog.open() == Window.OK) {
      presenter.setAlias(dialog.name(), dialog.spec(), alias == null ? null : alias.revision());
    }
  }

  private void deleteAlias() {
    aliases.selection().stream()
        .findFirst()
        .ifPresent(
            alias ->
                presenter.planDelete(
                    alias,
                    question -> {
                      if (there() && Ask.whether(site.getShell(), "Delete", question, "Delete")) {
                        presenter.delete(alias);
                      }
                    }));
  }

  private void one(Consumer<VersionRow> action) {
    List<VersionRow> chosen = versions.selection();
    if (chosen.size() == 1) {
      action.accept(chosen.get(0));
    }
  }

  private boolean there() {
    return !sash.isDisposed();
  }

  private void enable() {
    int chosen = versions.selection().size();
    boolean alias = !aliases.selection().isEmpty();
    boolean may = Rights.mayManage();
    versionButtons.enable("open", chosen == 1);
    versionButtons.enable("compare", chosen == 1 || chosen == 2);
    versionButtons.enable("fork", may && chosen == 1);
    versionButtons.enable("delete", may && chosen > 0);
    aliasButtons.enable("add", may && !presenter.versions().isEmpty());
    aliasButtons.enable("alias", may && alias);
    aliasButtons.enable("delete", may && alias);
  }

  @Override
  public void listChanged() {
    if (aliasButtons == null || !there()) {
      return;
    }
    String none = presenter.loaded() ? "" : presenter.bad() ? presenter.summary() : "Loading…";
    versions.show(
        presenter.versions(),
        none.isEmpty()
            ? "Nothing is published yet. “Publish…” makes version 1 of what is deployed."
            : none);
    aliases.show(
        presenter.aliases(),
        none.isEmpty()
            ? "There are no aliases. An alias is a name that callers use, for one version or"
                + " shared out over several."
            : none);
    summary.setText(presenter.summary());
    summary.setForeground(presenter.bad() ? Ink.BAD : Ink.FAINT);
    enable();
  }

  @Override
  public void connectionChanged(ConnectionStatus now) {
    // The editor's header says how the connection is.
  }
}
