package dev.sluice.sandbox.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code package.json} of Node.js: npm puts what it depends on into {@code node_modules}. */
public final class PackageJson {
  private static final String FILE = "package.json";
  private static final List<String> DEPENDENCIES = List.of("dependencies", "optionalDependencies");

  private static final String SCRIPT =
      """
      if ! command -v npm >/dev/null; then
        echo "npm is not installed on this host: install npm there, or bring node_modules along."
        exit 1
      fi
      offline=
      if [ "$SLUICE_NETWORK" != host ]; then
        echo "This build has no network: packages must come with the code (file: dependencies, or node_modules)."
        offline=--offline
      fi
      verb=install
      if [ -f package-lock.json ] || [ -f npm-shrinkwrap.json ]; then verb=ci; fi
      exec npm $verb $offline --omit=dev --no-audit --no-fund --no-update-notifier --no-progress
      """;

  private PackageJson() {}

  /** The recipe; null where nothing is depended on, or {@code node_modules} is there already. */
  public static @Nullable Recipe recipe(Path tree) {
    String text = SourceTree.text(tree, FILE);
    return text == null || SourceTree.has(tree, "node_modules") || !needsPackages(text)
        ? null
        : new Recipe(FILE, SCRIPT);
  }

  private static boolean needsPackages(String text) {
    try {
      JsonNode json = new ObjectMapper().readTree(text);
      return DEPENDENCIES.stream().anyMatch(field -> !json.path(field).isEmpty());
    } catch (JsonProcessingException e) {
      // npm says best what is wrong with it.
      return true;
    }
  }
}
