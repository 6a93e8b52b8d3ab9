package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.CliException;
import dev.sluice.flow.text.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file as it was given.
 *
 * @param name what people call it
 * @param bytes one more than a document may have when there are too many
 */
record WorkflowFile(String name, byte[] bytes) {
  /** What stands for standard input. */
  static final String STANDARD_INPUT = "-";

  /**
   * Reads a file.
   *
   * @param file a path, or {@code -} for {@code in}
   */
  static WorkflowFile read(String file, InputStream in) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return new WorkflowFile("stdin", in.readNBytes(Limits.BYTES + 1));
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new CliException(file + " is a folder; name the files in it");
    }
    try (InputStream opened = Files.newInputStream(path)) {
      return new WorkflowFile(file, opened.readNBytes(Limits.BYTES + 1));
    }
  }
}
