package dev.sluice.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** The echo function and the bare program in Java, which have to be compiled first. */
final class JavaEcho {
  static final String HANDLER = "Echo::handle";
  private static final String ECHO =
      "public class Echo { public static Object handle(Object event) { return event; } }";
  private static final String HELLO =
      "public class Hello { public static void main(String[] args) {"
          + " System.out.println(\"{\\\"hi\\\": 1}\"); } }";

  private static final Path CLASSES = compile();

  private JavaEcho() {}

  /** An archive with the function; every number gives another digest. */
  static byte[] zip(int number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Echo.class"));
      zip.write(Files.readAllBytes(CLASSES.resolve("Echo.class")));
      zip.putNextEntry(new ZipEntry("number.txt"));
      zip.write(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The command of the bare program. */
  static List<String> hello() {
    return List.of("/usr/bin/java", "-Xshare:auto", "-cp", CLASSES.toString(), "Hello");
  }

  private static Path compile() {
    try {
      Path folder = Files.createTempDirectory("sluice-bench-java");
      folder.toFile().deleteOnExit();
      for (String text : List.of(ECHO, HELLO)) {
        String name = text.split(" ", 4)[2];
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
        if (status != 0) {
          throw new IllegalStateException(name + " does not compile");
        }
        source.toFile().deleteOnExit();
        folder.resolve(name + ".class").toFile().deleteOnExit();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
