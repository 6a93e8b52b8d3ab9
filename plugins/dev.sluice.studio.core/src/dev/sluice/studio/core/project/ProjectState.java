package dev.sluice.studio.core.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A project at a moment.
 *
 * @param declared what the manifest has; where it is wrong, what it had when it was last right
 * @param files what lies in the folder
 * @param deployOnSave whether what is saved is deployed
 * @param deploying whether it is being deployed
 * @param waiting whether something was to be deployed while the server was away
 */
public record ProjectState(
    Project project,
    List<Declared> declared,
    List<FileEntry> files,
    boolean deployOnSave,
    boolean deploying,
    boolean waiting) {

  /** The names of the functions whose code a file is, or is part of. */
  public Set<String> functionsOf(Path file) {
    if (file.equals(project.manifest())) {
      // It may lie among the code of a function, and says more than that.
      return Set.of();
    }
    return declared.stream()
        .filter(each -> each.isFunction() && each.has(file))
        .map(Declared::name)
        .collect(Collectors.toSet());
  }

  /** A few words about all of it, possibly empty. */
  public String words() {
    if (deploying) {
      return "deploying…";
    }
    if (waiting) {
      return "not deployed";
    }
    long different =
        declared.stream()
            .filter(
                each ->
                    each.state() == Declared.State.DIFFERENT
                        || each.state() == Declared.State.ABSENT)
            .count();
    String differing = different == 0 ? "" : different + (different == 1 ? " differs" : " differ");
    String saving = deployOnSave ? "deploys on save" : "";
    return differing.isEmpty() || saving.isEmpty() ? differing + saving : differing + ", " + saving;
  }
}
