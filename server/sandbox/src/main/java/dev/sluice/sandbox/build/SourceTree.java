package dev.sluice.sandbox.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a tree of source that nobody changes. */
final class SourceTree {
  private static final long LARGEST = 1 << 20;

  private SourceTree() {}

  /** The text of a file in the tree's own folder; null where there is none that a person wrote. */
  static @Nullable String text(Path tree, String name) {
    Path file = tree.resolve(name);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
          ? Files.readString(file)
          : null;
    } catch (IOException e) {
      // Not UTF-8: whatever it is, no tool would read it.
      return null;
    }
  }

  static boolean has(Path tree, String name) {
    return Files.exists(tree.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a name in a folder of the tree is like this. */
  static boolean any(Path folder, Predicate<String> name) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.anyMatch(child -> name.test(String.valueOf(child.getFileName())));
    } catch (IOException e) {
      return false;
    }
  }
}
