package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The products for all systems, as they were built; only that of this one can be run here. */
class ProductsTest {
  private static final Path PRODUCTS = Path.of(System.getProperty("studio.products"));
  private static final String SWT = "org\\.eclipse\\.swt\\.(gtk|win32|cocoa)\\..*";

  @Test
  void shouldDrawAndStartOnEachSystem() throws IOException {
    check("linux/gtk/x86_64/sluice-studio", "sluice-studio", "gtk.linux.x86_64");
    check("linux/gtk/aarch64/sluice-studio", "sluice-studio", "gtk.linux.aarch64");
    String application = "sluice-studio.app/Contents/Eclipse";
    check("macosx/cocoa/x86_64/" + application, "sluice-studio", "cocoa.macosx.x86_64");
    check("macosx/cocoa/aarch64/" + application, "sluice-studio", "cocoa.macosx.aarch64");
    check("win32/win32/x86_64/sluice-studio", "sluice-studio.cmd", "win32.win32.x86_64");
  }

  private static void check(String folder, String launcher, String system) throws IOException {
    Path product = PRODUCTS.resolve(folder);
    assertThat(product.resolve(launcher)).isRegularFile();
    assertThat(Files.isExecutable(product.resolve(launcher)) || launcher.endsWith(".cmd"))
        .as("can be started")
        .isTrue();

    List<String> started =
        Files.readAllLines(
            product.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"));
    assertThat(started.stream().map(line -> line.split(",")[0]).filter(name -> name.matches(SWT)))
        .as("what it starts of SWT")
        .containsExactly("org.eclipse.swt." + system);
    try (Stream<Path> plugins = Files.list(product.resolve("plugins"))) {
      assertThat(plugins.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.matches(SWT))
          .singleElement()
          .asString()
          .startsWith("org.eclipse.swt." + system + "_");
    }
  }
}
