package dev.sluice.javahost;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The function's classes: those of the JDK, those in its code and, as on AWS, the runtime's own
 * copy of AWS's interfaces. Nothing else of this host, whatever its class path. Thread-safe.
 */
final class CodeLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** AWS's interfaces, which the function's classes and this host must have in common. */
  private static final String SHARED = "com.amazonaws.services.lambda.";

  private CodeLoader(URL[] path) {
    super("function", path, ClassLoader.getPlatformClassLoader());
  }

  /**
   * The class path of a function: its folder, {@code classes/}, and the jars in the folder and in
   * {@code lib/}, in the order of their names.
   */
  static List<Path> path(Path code) throws IOException {
    List<Path> path = new ArrayList<>(List.of(code));
    Path classes = code.resolve("classes");
    if (Files.isDirectory(classes)) {
      path.add(classes);
    }
    for (Path folder : List.of(code, code.resolve("lib"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(path::add);
        }
      }
    }
    return path;
  }

  static CodeLoader over(List<Path> path) throws MalformedURLException {
    URL[] urls = new URL[path.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = path.get(i).toUri().toURL();
    }
    return new CodeLoader(urls);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(SHARED)) {
      try {
        return CodeLoader.class.getClassLoader().loadClass(name);
      } catch (ClassNotFoundException e) {
        // The classes of events are under the same name, and the function's own.
        return super.loadClass(name, resolve);
      }
    }
    return super.loadClass(name, resolve);
  }
}
