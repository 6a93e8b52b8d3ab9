package dev.sluice.architecture;

import static dev.sluice.architecture.Ours.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules that are OSGi bundles too import the packages that they use. */
final class BundleImportsTest {
  private static final Pattern ATTRIBUTES = Pattern.compile(";[^,\"]*(\"[^\"]*\"[^,\"]*)*");

  @ParameterizedTest
  @ValueSource(strings = {"api", "client", "flow", "layout", "manifest"})
  void shouldImportWhatItUses(String module) throws IOException {
    String own = "dev.sluice." + module;
    Set<String> used =
        CLASSES.stream()
            .filter(type -> isIn(type.getPackageName(), own))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .map(JavaClass::getPackageName)
            .filter(name -> !name.isEmpty() && !name.startsWith("java.") && !isIn(name, own))
            .collect(Collectors.toSet());
    // Bundles of the Eclipse project are required as such: their packages have no versions.
    used.removeIf(name -> name.startsWith("org.eclipse."));
    assertThat(imports(module)).containsAll(used);
  }

  private static boolean isIn(String name, String own) {
    return name.equals(own) || name.startsWith(own + ".");
  }

  private static Set<String> imports(String module) throws IOException {
    try (InputStream in =
        Files.newInputStream(
            Ours.projectFolder().resolve("server/" + module + "/META-INF/MANIFEST.MF"))) {
      String value = new Manifest(in).getMainAttributes().getValue("Import-Package");
      return Set.of(ATTRIBUTES.matcher(value).replaceAll("").split(","));
    }
  }
}
