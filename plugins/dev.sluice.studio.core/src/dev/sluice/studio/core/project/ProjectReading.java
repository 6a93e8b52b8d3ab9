package dev.sluice.studio.core.project;

import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.ManifestReader;
import dev.sluice.manifest.yaml.Problems;
import dev.sluice.studio.core.project.ProjectProblem.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a project's folder had when it was looked at.
 *
 * @param manifest null where there are problems
 * @param stamp another one is another folder or manifest
 */
record ProjectReading(
    @Nullable Manifest manifest, List<FileEntry> files, List<ProjectProblem> problems, int stamp) {
  /** Before anybody has looked. */
  static final ProjectReading NONE = new ProjectReading(null, List.of(), List.of(), 0);

  private static final long MOST_BYTES = 16 << 20;

  /** Looks; what cannot be read is a problem. Blocks. */
  static ProjectReading read(Project project) {
    int stamp = stamp(project);
    if (!Files.isDirectory(project.folder())) {
      return wrong(
          project,
          List.of(),
          stamp,
          "the folder is gone; bring it back, or close the project in the view Projects");
    }
    List<FileEntry> files = List.of();
    try {
      files = FileTree.read(project.folder());
      Problems problems = new Problems();
      Manifest manifest = manifest(project, problems);
      return problems.isEmpty()
          ? new ProjectReading(manifest, files, List.of(), stamp)
          : new ProjectReading(
              null, files, ProjectProblem.of(project, Cause.MANIFEST, problems.found()), stamp);
    } catch (NoSuchFileException e) {
      return wrong(
          project,
          files,
          stamp,
          "there is no " + Project.MANIFEST + " here, which says what belongs to the project");
    } catch (IOException e) {
      return wrong(project, files, stamp, "the project cannot be read: " + e.getMessage());
    }
  }

  private static ProjectReading wrong(
      Project project, List<FileEntry> files, int stamp, String sentence) {
    return new ProjectReading(
        null, files, List.of(ProjectProblem.of(project, Cause.MANIFEST, "", sentence)), stamp);
  }

  /**
   * Reads the manifest; it is of use when there are no problems. Blocks.
   *
   * @throws NoSuchFileException when there is none
   */
  static Manifest manifest(Project project, Problems problems) throws IOException {
    Path file = project.manifest();
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(Project.MANIFEST + " has more than " + (MOST_BYTES >> 20) + " MiB");
    }
    return new ManifestReader(problems)
        .add(file.toString(), InputStream.nullInputStream())
        .manifest();
  }

  /** Tells whether it is worth to look again. Blocks. */
  static int stamp(Project project) {
    return Objects.hash(stamp(project.folder()), stamp(project.manifest()));
  }

  private static int stamp(Path path) {
    try {
      return Objects.hash(Files.getLastModifiedTime(path), Files.size(path));
    } catch (IOException e) {
      return -1;
    }
  }
}
