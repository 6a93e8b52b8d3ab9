package dev.sluice.sandbox;

import dev.sluice.sandbox.runtime.Interpreter;
import dev.sluice.sandbox.runtime.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the Java that functions run on: the system's, else the one that runs this server. */
final class JavaHomes {
  private static final int OLDEST = 17;
  private static final Path SYSTEM = Path.of("/usr");
  private static final Pattern VERSION =
      Pattern.compile("^JAVA_VERSION=\"((\\d+)[^\"]*)\"", Pattern.MULTILINE);

  private JavaHomes() {}

  static @Nullable JavaHome find() {
    List<Path> launchers =
        List.of(
            Path.of("/usr/bin/java"),
            Path.of("/usr/local/bin/java"),
            Path.of(System.getProperty("java.home"), "bin", "java"));
    for (Path launcher : launchers) {
      JavaHome found = tried(launcher);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable JavaHome tried(Path launcher) {
    try {
      return at(launcher);
    } catch (IOException e) {
      // It is not there, or has no release file, as every Java of today has.
      return null;
    }
  }

  /** A home says its version in a file: that is quicker than asking it. */
  private static @Nullable JavaHome at(Path launcher) throws IOException {
    Path real = launcher.toRealPath();
    Path home = real.resolve("../..").normalize();
    String release = Files.readString(home.resolve("release"));
    Matcher version = VERSION.matcher(release);
    if (!version.find() || Integer.parseInt(version.group(2)) < OLDEST || !isOpen(real)) {
      return null;
    }
    List<String> shown = new ArrayList<>();
    if (!home.startsWith(SYSTEM)) {
      shown.add(home.toString());
    }
    // Debian keeps a home's settings in /etc.
    Path settings = home.resolve("conf/security/java.security").toRealPath();
    if (!settings.startsWith(SYSTEM) && !settings.startsWith(home)) {
      shown.add(settings.resolve("../..").normalize().toString());
    }
    Path classes = home.resolve("lib/modules");
    String build =
        release + Files.size(classes) + ' ' + Files.getLastModifiedTime(classes).toMillis();
    return new JavaHome(new Interpreter(real.toString(), version.group(1)), build, shown);
  }

  /** Whether every user can run it: an instance is a user of its own. */
  private static boolean isOpen(Path file) throws IOException {
    for (Path each = file; each != null; each = each.getParent()) {
      if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
