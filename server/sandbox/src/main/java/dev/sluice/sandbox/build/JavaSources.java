package dev.sluice.sandbox.build;

import dev.sluice.spi.sandbox.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Source files of Java without anything that says how to build them: they are compiled once, and
 * not at the start of each instance. What the compiler sees is what the Java host will see.
 */
public final class JavaSources {
  private static final String ENDING = ".java";

  private static final String SCRIPT =
      """
      path=.:classes
      for jar in ./*.jar lib/*.jar; do
        if [ -f "$jar" ]; then path=$path:$jar; fi
      done
      mkdir -p classes
      find . -name '*.java' -type f -printf '"%p"\\n' > /tmp/sources
      "$JAVA_HOME/bin/javac" -encoding UTF-8 -proc:none -nowarn -parameters -g -d classes \\
        -cp "$path:$SLUICE_HOSTS/host.jar" @/tmp/sources || exit 1
      find . -name '*.java' -type f -delete
      """;

  private JavaSources() {}

  /** The recipe; null where there is no source file. */
  public static @Nullable Recipe recipe(Path tree) {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.anyMatch(file -> file.toString().endsWith(ENDING))
          ? new Recipe("source files", SCRIPT)
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is what runs, as an archive of a built function has it. */
  static boolean isBuilt(Path tree) {
    return SourceTree.has(tree, "classes")
        || SourceTree.any(tree, name -> name.endsWith(".jar"))
        || SourceTree.any(tree.resolve("lib"), name -> name.endsWith(".jar"));
  }
}
