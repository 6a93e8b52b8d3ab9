package dev.sluice.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The built distribution that is under test. */
public final class Distribution {
  private Distribution() {}

  /** Its folder. */
  public static Path folder() {
    Path folder = Path.of(System.getProperty("sluice.distribution"));
    if (!Files.isExecutable(folder.resolve("bin/sluice"))) {
      throw new AssertionError("no built distribution in " + folder + ": build server/app first");
    }
    return folder;
  }

  /** Its launcher. */
  public static Path launcher() {
    return folder().resolve("bin/sluice");
  }
}
