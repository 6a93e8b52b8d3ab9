package dev.sluice.sandbox.build;

import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code pom.xml} of Maven: the result is {@code classes/} and, in {@code lib/}, what the code
 * needs to run. Tests are for who wrote the code, and are not run.
 */
public final class Pom {
  private static final String FILE = "pom.xml";

  private static final String SCRIPT =
      """
      if [ ! -x "$SLUICE_MAVEN" ]; then
        echo "Maven is not installed on this host: install maven there, set build.maven to its folder, or upload jars."
        exit 1
      fi
      offline=
      if [ "$SLUICE_NETWORK" != host ]; then
        echo "This build has no network: Maven finds only what is in the namespace's cache."
        offline=-o
      fi
      result=$PWD/.sluice-result
      rm -rf "$result" && mkdir -p "$result/classes" "$result/lib" || exit 1
      "$SLUICE_MAVEN" -B -ntp $offline -DskipTests package \\
        dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$result/lib" || exit $?
      if [ -d target/classes ]; then cp -R target/classes/. "$result/classes" || exit 1; fi
      find . -mindepth 1 -maxdepth 1 ! -name .sluice-result -exec rm -rf {} + || exit 1
      mv "$result/classes" "$result/lib" . && rmdir "$result"
      """;

  private Pom() {}

  /** The recipe; null where there is no such file, or what it makes is there already. */
  public static @Nullable Recipe recipe(Path tree) {
    return SourceTree.text(tree, FILE) == null || JavaSources.isBuilt(tree)
        ? null
        : new Recipe(FILE, SCRIPT);
  }
}
