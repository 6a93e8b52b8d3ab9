package dev.sluice.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the rules look at: the classes of every server module, and the folder of the project. */
final class Ours {
  /** Without test classes. Read once: it takes a second or two. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.sluice");

  private Ours() {}

  /** Classes of this project outside these packages; each name stands for its subpackages too. */
  static DescribedPredicate<JavaClass> ourClassesOutside(String... packages) {
    String[] patterns = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      patterns[i] = packages[i] + "..";
    }
    return JavaClass.Predicates.resideInAPackage("dev.sluice..")
        .and(JavaClass.Predicates.resideOutsideOfPackages(patterns))
        .as("classes of ours outside %s", String.join(", ", packages));
  }

  /** The folder with the root pom. */
  static Path projectFolder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve(".mvn/extensions.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("The tests do not run inside the project.");
      }
    }
    return folder;
  }
}
