package dev.sluice.sandbox.build;

import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code requirements.txt} of Python: pip puts what it names beside the code. */
public final class Requirements {
  private static final String FILE = "requirements.txt";

  /** No byte code: it names the time of its source, so the same code would differ each time. */
  private static final String SCRIPT =
      """
      if ! PYTHON -m pip --version >/dev/null 2>&1; then
        echo "pip is not installed on this host: install python3-pip there, or bring the packages along."
        exit 1
      fi
      offline=
      if [ "$SLUICE_NETWORK" != host ]; then
        echo "This build has no network: packages must come with the code (--find-links FOLDER in requirements.txt)."
        offline=--no-index
      fi
      exec PYTHON -m pip install $offline --no-input --disable-pip-version-check --no-compile \\
        --no-warn-script-location --progress-bar off --root-user-action ignore \\
        --target . -r requirements.txt
      """;

  private Requirements() {}

  /**
   * The recipe; null where the file is missing or names nothing, or where packages are installed
   * beside it already.
   */
  public static @Nullable Recipe recipe(Path tree, String python) {
    String text = SourceTree.text(tree, FILE);
    if (text == null
        || text.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("#"))
        || SourceTree.any(tree, n -> n.endsWith(".dist-info") || n.endsWith(".egg-info"))) {
      return null;
    }
    return new Recipe(FILE, SCRIPT.replace("PYTHON", python));
  }
}
