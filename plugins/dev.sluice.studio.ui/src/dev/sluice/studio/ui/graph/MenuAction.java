package dev.sluice.studio.ui.graph;

import org.eclipse.jface.action.Action;

/** An entry of a menu that does one thing. Confined to the UI thread. */
public final class MenuAction extends Action {
  private final Runnable run;

  public MenuAction(String label, boolean enabled, Runnable run) {
    super(label);
    this.run = run;
    setEnabled(enabled);
  }

  @Override
  public void run() {
    run.run();
  }
}
