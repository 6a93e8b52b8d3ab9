package dev.sluice.studio.core.project;

import dev.sluice.studio.core.template.Template;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A project with one function of a template, yet to be made.
 *
 * @param folder need not be there, and may have other files
 */
record NewProject(Path folder, Template template) {
  private static final Map<String, String> SUFFIX = Map.of("python3", ".py", "nodejs", ".js");

  /**
   * Writes the files; none that is there is changed. Blocks.
   *
   * @throws IOException the message says why it is not made
   */
  Project make() throws IOException {
    Project project = new Project(folder);
    String file =
        template.handler().substring(0, template.handler().indexOf('.'))
            + SUFFIX.getOrDefault(template.runtime(), ".txt");
    try {
      Files.createDirectories(project.folder());
      if (Files.exists(project.manifest())) {
        throw new IOException("there is a project already: open it instead");
      }
      Files.writeString(
          project.folder().resolve(file), template.code(), StandardOpenOption.CREATE_NEW);
      Files.writeString(project.manifest(), manifest(file), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("there is " + e.getFile() + " already: take another folder", e);
    }
    return project;
  }

  private String manifest(String file) {
    return """
        # What "sluice apply" and Studio bring to the server.
        functions:
          %s:
            runtime: %s
            handler: %s
            code: {path: %s}
            timeoutSeconds: 10
        """
        .formatted(name(), template.runtime(), template.handler(), file);
  }

  /** The function is called as the folder, as far as names of functions go. */
  private String name() {
    String name =
        String.valueOf(folder.getFileName())
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    return name.isEmpty() ? template.id() : name.substring(0, Math.min(name.length(), 60));
  }
}
