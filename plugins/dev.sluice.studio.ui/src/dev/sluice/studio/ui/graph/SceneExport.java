package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.graph.Svg;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.UiThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Transform;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/** Writes a drawing into a file that the user chooses. */
public final class SceneExport {
  /** Larger pictures are scaled down to so many pixels a side. */
  private static final double MOST = 8000;

  private SceneExport() {}

  /** Asks for a file and writes it; gives a sentence about it, or an empty one. */
  public static String ask(Shell shell, Scene scene, String name) {
    FileDialog dialog = new FileDialog(shell, SWT.SAVE);
    dialog.setText("Export Drawing");
    dialog.setFilterExtensions(new String[] {"*.svg", "*.png"});
    dialog.setFilterNames(new String[] {"SVG picture", "PNG picture"});
    dialog.setFileName(name + ".svg");
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen == null) {
      return "";
    }
    Path file = Path.of(chosen);
    try {
      Files.write(file, picture(shell, scene, chosen.endsWith(".png")));
      return "Exported to " + file + ".";
    } catch (IOException e) {
      return "The drawing cannot be written: " + e.getMessage() + ".";
    }
  }

  /** The picture's bytes. */
  public static byte[] picture(Shell shell, Scene scene, boolean png) {
    if (!png) {
      return Svg.of(scene).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    Box bounds = scene.bounds();
    double scale = Math.min(1, MOST / Math.max(bounds.width(), bounds.height()));
    Image image =
        new Image(
            UiThread.current().device(),
            (int) Math.ceil(bounds.width() * scale),
            (int) Math.ceil(bounds.height() * scale));
    GC gc = new GC(image);
    ScenePainter painter = new ScenePainter(UiThread.current().device());
    gc.setBackground(Ink.PAPER);
    gc.fillRectangle(image.getBounds());
    Transform transform = new Transform(UiThread.current().device());
    transform.scale((float) scale, (float) scale);
    transform.translate((float) -bounds.x(), (float) -bounds.y());
    gc.setTransform(transform);
    painter.paint(gc, scene, bounds, 1, ScenePainter.Accents.NONE);
    transform.dispose();
    painter.dispose();
    gc.dispose();
    ImageLoader loader = new ImageLoader();
    loader.data = new ImageData[] {image.getImageData()};
    image.dispose();
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    loader.save(bytes, SWT.IMAGE_PNG);
    return bytes.toByteArray();
  }
}
