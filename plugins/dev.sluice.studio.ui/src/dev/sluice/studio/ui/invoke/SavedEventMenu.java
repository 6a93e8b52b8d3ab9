package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.InvokePresenter;
import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.core.invoke.SavedEvent;
import dev.sluice.studio.core.invoke.SavedEvents;
import dev.sluice.studio.ui.Ask;
import dev.sluice.studio.ui.DropDown;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;

/**
 * The menu of saved events, and a label that says which of them the payload is. Confined to the UI
 * thread.
 */
final class SavedEventMenu {
  /** Pixels of the longest name that is shown whole. */
  private static final int WIDEST = 110;

  private final InvokePresenter presenter;
  private final Supplier<Payload> payload;
  private final Predicate<Payload> offer;
  private final Label name;

  /**
   * A menu whose label is in this composite.
   *
   * @param payload as it is now
   * @param offer puts a payload in its place; false when the user did not want
   */
  SavedEventMenu(
      Composite parent,
      InvokePresenter presenter,
      Supplier<Payload> payload,
      Predicate<Payload> offer) {
    this.presenter = presenter;
    this.payload = payload;
    this.offer = offer;
    name = StudioIds.mark(new Label(parent, SWT.NONE), "invoke.savedName");
    name.setForeground(Ink.FAINT);
    GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(name);
  }

  /** Says which event the payload is now. */
  void changed() {
    String now =
        presenter
            .saved()
            .chosen()
            .map(event -> event.name() + (differs(event) ? " (changed)" : ""))
            .orElse("");
    String shown = now.replace("&", "&&");
    if (!shown.equals(name.getText())) {
      name.setText(shown);
      name.setToolTipText(now.isEmpty() ? null : "Saved event: " + now);
      int width = name.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
      GridDataFactory.swtDefaults()
          .align(SWT.END, SWT.CENTER)
          .hint(Math.min(width, WIDEST), SWT.DEFAULT)
          .applyTo(name);
      name.requestLayout();
    }
  }

  /** Fills the menu. */
  void fill(Menu menu) {
    SavedEvents saved = presenter.saved();
    Optional<SavedEvent> chosen = saved.chosen();
    for (SavedEvent event : saved.all()) {
      MenuItem entry = DropDown.entry(menu, SWT.RADIO, event.name(), () -> choose(event));
      entry.setSelection(chosen.filter(event::equals).isPresent());
    }
    if (saved.all().isEmpty()) {
      DropDown.none(menu, "No saved events of this function");
    }
    new MenuItem(menu, SWT.SEPARATOR);
    DropDown.entry(menu, SWT.PUSH, "Save", this::save)
        .setEnabled(chosen.filter(this::differs).isPresent());
    DropDown.entry(menu, SWT.PUSH, "Save As…", this::saveAs).setEnabled(saved.ready());
    DropDown.entry(menu, SWT.PUSH, "Rename…", this::rename).setEnabled(chosen.isPresent());
    DropDown.entry(menu, SWT.PUSH, "Delete", this::delete).setEnabled(chosen.isPresent());
  }

  private boolean differs(SavedEvent event) {
    return !event.payload().equals(payload.get());
  }

  private void choose(SavedEvent event) {
    if (offer.test(event.payload())) {
      presenter.saved().choose(event);
    }
  }

  private void save() {
    presenter
        .saved()
        .chosen()
        .ifPresent(event -> presenter.saved().save(event.name(), payload.get()));
  }

  private void saveAs() {
    askName("Save Event", "", "Save")
        .ifPresent(chosen -> presenter.saved().save(chosen, payload.get()));
  }

  private void rename() {
    String old = presenter.saved().chosen().map(SavedEvent::name).orElse("");
    askName("Rename Event", old, "Rename").ifPresent(presenter.saved()::rename);
  }

  private Optional<String> askName(String title, String now, String verb) {
    return Ask.text(
            shell(),
            title,
            "Saved events are kept on this machine, for this function.\n\nName:",
            now,
            verb,
            "saved.name",
            typed ->
                typed.isBlank() || typed.strip().equals(now)
                    ? ""
                    : presenter.saved().problem(typed))
        .map(String::strip);
  }

  private void delete() {
    String old = presenter.saved().chosen().map(SavedEvent::name).orElse("");
    if (Ask.whether(
        shell(),
        "Delete Event",
        "Delete the saved event " + old + "? The payload stays as it is.",
        "Delete")) {
      presenter.saved().delete();
    }
  }

  private Shell shell() {
    return name.getShell();
  }
}
