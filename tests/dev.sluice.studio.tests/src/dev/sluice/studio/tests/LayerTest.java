package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Keeps the arrows between Studio's bundles, by the names that their classes refer to. */
class LayerTest {

  @Test
  void shouldKeepUserInterfaceOutOfCore() throws IOException {
    assertThat(classesOf("dev.sluice.studio.core"))
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(text(type))
                    .as(type.getPath())
                    .doesNotContain("org/eclipse/swt/")
                    .doesNotContain("org/eclipse/jface/")
                    .doesNotContain("org/eclipse/ui/")
                    .doesNotContain("dev/sluice/studio/ui/"));
  }

  @Test
  void shouldTouchTheDisplayInOneClassOfTheUserInterface() throws IOException {
    List<String> touching =
        classesOf("dev.sluice.studio.ui").stream()
            .filter(type -> text(type).contains("org/eclipse/swt/widgets/Display;"))
            .map(type -> type.getPath().replaceAll(".*/", "").replaceAll("[$.].*", ""))
            .distinct()
            .toList();

    // The editor and the services hand the display on without a call of their own.
    assertThat(touching).isSubsetOf("UiThread", "StudioServices", "FunctionEditor");
  }

  @Test
  void shouldCallTheServerOnlyFromCore() throws IOException {
    assertThat(classesOf("dev.sluice.studio.ui"))
        .allSatisfy(
            type ->
                assertThat(text(type))
                    .as(type.getPath())
                    .doesNotContain("dev/sluice/client/SluiceClient"));
  }

  private static List<URL> classesOf(String bundleName) {
    Bundle bundle = Platform.getBundle(bundleName);
    Enumeration<URL> found = bundle.findEntries("/dev", "*.class", true);
    return Stream.iterate(found.nextElement(), url -> url != null, url -> next(found)).toList();
  }

  private static URL next(Enumeration<URL> entries) {
    return entries.hasMoreElements() ? entries.nextElement() : null;
  }

  private static String text(URL type) {
    try (InputStream in = type.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
