package dev.sluice.studio.tests.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;

/** Takes pictures of the screen, into the folder of the system property {@code studio.shots}. */
final class Camera {
  private final UiAccess ui;

  Camera(UiAccess ui) {
    this.ui = ui;
  }

  void shoot(String name) {
    ui.run(
        () -> {
          // What is waiting to be painted belongs in the picture.
          ui.display().update();
          Rectangle screen = ui.display().getBounds();
          Image image = new Image(ui.display(), screen.width, screen.height);
          GC gc = new GC(ui.display());
          gc.copyArea(image, 0, 0);
          gc.dispose();
          ImageLoader loader = new ImageLoader();
          loader.data = new ImageData[] {image.getImageData()};
          image.dispose();
          loader.save(folder().resolve(name + ".png").toString(), SWT.IMAGE_PNG);
        });
  }

  private static Path folder() {
    try {
      return Files.createDirectories(Path.of(System.getProperty("studio.shots", "shots")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
