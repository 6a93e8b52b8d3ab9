package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Code folders of functions in Java. Not thread-safe. */
final class JavaCode {
  /** Where the build puts what functions bring along. */
  private static final Path LIBRARIES = Path.of("target/function-libraries");

  private final Path folder;
  private int codes;

  JavaCode(Path folder) {
    this.folder = folder;
  }

  /** One source file. */
  Path source(String file, String text) throws IOException {
    Path code = Files.createDirectory(folder.resolve("java" + ++codes));
    Files.writeString(code.resolve(file), text);
    return code;
  }

  /** The classes of one of the test's resources, and libraries in {@code lib/}. */
  Path compiled(String resource, String... libraries) throws IOException {
    Path code = Files.createDirectories(folder.resolve("java" + ++codes));
    Path lib = Files.createDirectory(code.resolve("lib"));
    for (String library : libraries) {
      Files.copy(LIBRARIES.resolve(library + ".jar"), lib.resolve(library + ".jar"));
    }
    Path file = folder.resolve(resource);
    try (InputStream text = JavaCode.class.getResourceAsStream("functions/" + resource)) {
      Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean right =
          compiler
              .getTask(
                  words,
                  files,
                  null,
                  List.of(
                      "-d",
                      code.toString(),
                      "-cp",
                      List.of(libraries).stream()
                          .map(library -> LIBRARIES.resolve(library + ".jar").toString())
                          .collect(Collectors.joining(":"))),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertThat(right).as(words.toString()).isTrue();
    }
    return code;
  }
}
