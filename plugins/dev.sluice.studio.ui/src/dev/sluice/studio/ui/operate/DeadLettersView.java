package dev.sluice.studio.ui.operate;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.studio.core.operate.DeadLettersPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Events that were given up, with what to do about them. */
public final class DeadLettersView extends ListPart implements DeadLettersPresenter.View {
  private static final int TICK_MILLIS = 3000;
  private static final int[] SHARES = {58, 42};

  private DeadLettersPresenter presenter;
  private FilterBar bar;
  private Button redrive;
  private Button remove;
  private RowTable<DeadLetterInfo> table;
  private Label error;
  private StyledText event;
  private Button redriveEdited;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new DeadLettersPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "deadLetters", "Function, association or error", presenter);
    redrive = bar.button("redrive", "Redrive", () -> presenter.redrive(selectedIds()));
    redrive.setToolTipText("Run the selected events again, as they are");
    remove = bar.button("remove", "Remove…", this::remove);
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    table =
        new RowTable<>(
                sash,
                SWT.MULTI,
                "deadLetters.table",
                DeadLetterInfo::id,
                List.of(
                    Column.of("Function", 160, DeadLetterInfo::function),
                    Column.of(
                        "Association",
                        130,
                        info -> info.association() == null ? "–" : info.association()),
                    Column.number("Attempts", 75, info -> Integer.toString(info.attempts())),
                    Column.of("Accepted", 150, info -> Times.exact(info.createdAt())),
                    Column.of("Error", 320, DeadLettersView::error)))
            .images(info -> Icons.image("error"))
            .onSelect(
                chosen -> {
                  presenter.open(chosen.size() == 1 ? chosen.get(0).id() : null);
                  enable();
                });
    createEvent(sash);
    sash.setWeights(SHARES);
    openedChanged();
    poll(TICK_MILLIS);
  }

  private void createEvent(Composite parent) {
    Composite pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(10, 8).spacing(6, 6).applyTo(pane);
    error = StudioIds.mark(new Label(pane, SWT.WRAP), "deadLetters.error");
    error.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(error);
    event =
        StudioIds.mark(
            new StyledText(pane, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER),
            "deadLetters.event");
    event.setFont(JFaceResources.getTextFont());
    event.setMargins(6, 4, 6, 4);
    event.addListener(SWT.Modify, e -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(event);
    redriveEdited = StudioIds.mark(new Button(pane, SWT.PUSH), "deadLetters.redriveEdited");
    redriveEdited.setText("Redrive Edited");
    redriveEdited.setToolTipText("Run the event again as it is written here");
    redriveEdited.addListener(
        SWT.Selection,
        e -> {
          DeadLetterInfo opened = presenter.opened();
          if (opened != null) {
            presenter.redrive(opened.id(), event.getText());
          }
        });
  }

  private List<String> selectedIds() {
    return table.selection().stream().map(DeadLetterInfo::id).toList();
  }

  /** Selects a dead letter as soon as it is there, and reads it. */
  public void reveal(String id) {
    bar.filter("");
    table.reveal(id);
    presenter.refresh();
  }

  private void remove() {
    List<String> ids = selectedIds();
    String what = ids.size() == 1 ? "this dead letter" : "these " + ids.size() + " dead letters";
    if (MessageDialog.openQuestion(
        getSite().getShell(),
        "Remove Dead Letters",
        "Remove " + what + "? Their events cannot be brought back.")) {
      presenter.remove(ids);
    }
  }

  private static String error(DeadLetterInfo info) {
    return info.error() == null ? "" : info.error().type() + ": " + info.error().message();
  }

  private void enable() {
    boolean some = !table.selection().isEmpty();
    Rights.manage(redrive, some);
    Rights.manage(remove, some);
    DeadLetterInfo opened = presenter.opened();
    Rights.manage(
        redriveEdited,
        opened != null && opened.payload() != null && !event.getText().equals(opened.payload()));
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(),
        !bar.filtering()
            ? "Nothing was given up. Events that fail in all their attempts are kept here."
            : "No dead letter passes the filter.");
    bar.say(presenter.summary(), presenter.bad());
    enable();
  }

  @Override
  public void openedChanged() {
    if (event == null || event.isDisposed()) {
      return;
    }
    DeadLetterInfo opened = presenter.opened();
    if (opened == null) {
      error.setText("Select one dead letter to read its event.");
      error.setForeground(Ink.FAINT);
      event.setText("");
    } else {
      error.setText(error(opened));
      error.setForeground(Ink.BAD);
      String payload = opened.payload();
      event.setText(
          payload == null
              ? "(" + opened.bytes() + " bytes of " + opened.contentType() + ")"
              : payload);
    }
    event.setEditable(opened != null && opened.payload() != null);
    error.getParent().layout(true);
    enable();
  }
}
