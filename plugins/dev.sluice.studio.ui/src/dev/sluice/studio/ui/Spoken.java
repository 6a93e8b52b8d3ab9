package dev.sluice.studio.ui;

import java.util.function.Supplier;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;

/** Names for controls that have no label of their own, for those who hear the screen. */
public final class Spoken {
  private Spoken() {}

  /** Gives a control this name; returns it. */
  public static <C extends Control> C as(C control, String name) {
    return as(control, () -> name);
  }

  /** Gives a control the name of each moment; returns it. */
  public static <C extends Control> C as(C control, Supplier<String> name) {
    control
        .getAccessible()
        .addAccessibleListener(
            new AccessibleAdapter() {
              @Override
              public void getName(AccessibleEvent event) {
                event.result = name.get();
              }
            });
    return control;
  }
}
