package dev.sluice.manifest;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a function, or changes it where nobody else did meanwhile.
 *
 * @param definition all of it but the code
 * @param code null where the code stays
 * @param before null where there is none yet
 */
record FunctionStep(
    Change change,
    FunctionSpec definition,
    @Nullable CodeUpload code,
    boolean enabled,
    @Nullable FunctionInfo before)
    implements Step {
  @Override
  public void run(Run run) throws IOException {
    String name = change.name();
    FunctionInfo after;
    boolean onlyState =
        change.differences().stream().allMatch(is -> is.field().equals(Fields.ENABLED));
    if (before != null && onlyState) {
      after = before;
    } else {
      FunctionSpec whole = definition.withCode(code == null ? null : code.source());
      try (Upload progress = run.upload()) {
        after =
            before == null
                ? run.client().createFunction(whole, progress::counting)
                : run.client().updateFunction(name, whole, before.revision(), progress::counting);
      }
    }
    if (Fields.isEnabled(after) != enabled) {
      after = enabled ? run.client().enable(name) : run.client().disable(name);
    }
    run.leftAt(name, after.revision());
  }
}
