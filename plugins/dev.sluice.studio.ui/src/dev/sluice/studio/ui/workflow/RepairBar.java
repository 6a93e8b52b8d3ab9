package dev.sluice.studio.ui.workflow;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.studio.core.execution.Repair;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.graph.MenuAction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;

/** Repairs of the executions that are selected in a list: buttons, and a context menu of all. */
final class RepairBar {
  private static final List<Repair> OFTEN =
      List.of(Repair.RETRY, Repair.SUSPEND, Repair.RESUME, Repair.CANCEL);

  private final Supplier<List<ExecutionInfo>> selected;
  private final Composite row;
  private final Map<Repair, Button> buttons = new EnumMap<>(Repair.class);
  private final Button more;

  RepairBar(Composite parent, Supplier<List<ExecutionInfo>> selected) {
    this.selected = selected;
    row = new Composite(parent, SWT.NONE);
    row.setLayout(RowLayoutFactory.fillDefaults().spacing(4).wrap(false).create());
    GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(row);
    for (Repair repair : OFTEN) {
      Button button = StudioIds.mark(new Button(row, SWT.PUSH), "executions." + repair.verb());
      button.setText(repair.title() + "…");
      button.setToolTipText(repair.about());
      button.addListener(SWT.Selection, e -> ask(repair));
      buttons.put(repair, button);
    }
    more = StudioIds.mark(new Button(row, SWT.PUSH), "executions.more");
    more.setText("More ▾");
    more.setToolTipText("Skip, jump, fire timers, deliver an event");
    Menu menu = menu(more, false);
    // It is not the menu of the button, which would dispose its own.
    more.addListener(SWT.Dispose, e -> menu.dispose());
    more.addListener(
        SWT.Selection,
        e -> {
          menu.setLocation(more.toDisplay(0, more.getSize().y));
          menu.setVisible(true);
        });
  }

  /** A menu of repairs for the control. */
  Menu menu(Control control, boolean all) {
    MenuManager manager = new MenuManager();
    manager.setRemoveAllWhenShown(true);
    manager.addMenuListener(
        m -> {
          for (Repair repair : Repair.values()) {
            if (all || !OFTEN.contains(repair)) {
              manager.add(
                  new MenuAction(repair.title() + "…", possible(repair), () -> ask(repair)));
            }
          }
        });
    return manager.createContextMenu(control);
  }

  private boolean possible(Repair repair) {
    return Rights.mayManage() && selected.get().stream().anyMatch(repair::fits);
  }

  private void ask(Repair repair) {
    RepairDialog.open(row.getShell(), repair, selected.get());
  }

  /** Brings the buttons up to date. */
  void update() {
    buttons.forEach((repair, button) -> button.setEnabled(possible(repair)));
    boolean rest = false;
    for (Repair repair : Repair.values()) {
      rest |= !OFTEN.contains(repair) && possible(repair);
    }
    more.setEnabled(rest);
  }
}
