package dev.sluice.e2e.attack;

import dev.sluice.api.CodeSource;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.Zips;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Functions in Java that were compiled here: each of their instances would take seconds for it. */
final class CompiledJava {
  private static final Map<String, CodeSource> DONE = new ConcurrentHashMap<>();

  private CompiledJava() {}

  static CodeSource of(String type, String text) {
    return DONE.computeIfAbsent(type, key -> compile(type, text));
  }

  private static CodeSource compile(String type, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
          }
        };
    try {
      Path folder = Files.createTempDirectory("sluice-classes");
      try {
        List<String> options = List.of("-d", folder.toString(), "--release", "17", "-proc:none");
        if (!compiler.getTask(null, null, null, options, null, List.of(source)).call()) {
          throw new AssertionError(type + " does not compile");
        }
        return zip(folder);
      } finally {
        Scratch.delete(folder);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CodeSource zip(Path folder) throws IOException {
    Zips zip = new Zips();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        zip.file(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return CodeSource.ofZip(zip.build());
  }
}
