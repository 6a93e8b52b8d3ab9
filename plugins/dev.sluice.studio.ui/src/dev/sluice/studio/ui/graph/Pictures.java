package dev.sluice.studio.ui.graph;

import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageGcDrawer;

/** Small pictures that are drawn, and can stand on any ground. */
public final class Pictures {
  private static final int SIZE = 16;

  private Pictures() {}

  /** A picture of 16 by 16, clear where nothing is drawn; whoever asks disposes it. */
  public static Image of(Device device, Consumer<GC> drawing) {
    return new Image(
        device,
        new ImageGcDrawer() {
          @Override
          public void drawOn(GC gc, int width, int height) {
            gc.setAntialias(SWT.ON);
            drawing.accept(gc);
          }

          @Override
          public int getGcStyle() {
            return SWT.TRANSPARENT;
          }
        },
        SIZE,
        SIZE);
  }
}
