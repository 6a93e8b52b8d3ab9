package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An execution, for people. */
final class ExecutionWords {
  private ExecutionWords() {}

  static String of(ExecutionInfo is, Shell shell) {
    Instant ended = is.endedAt();
    Object output = is.output();
    Map<String, Object> error = is.error();
    List<String> tasks = is.tasks();
    return new Facts()
        .put("Execution", is.id())
        .put("Workflow", is.workflow() + " version " + is.version())
        .put("Key", Objects.requireNonNullElse(is.key(), ""))
        .put("Status", is.status())
        .put("Started", Words.timeMillis(is.createdAt(), shell.clock().getZone()))
        .put("Ended", ended == null ? "" : Words.timeMillis(ended, shell.clock().getZone()))
        .put("At", tasks == null ? "" : String.join(", ", tasks))
        .put("Output", output == null ? "" : Json.line(output).strip())
        .put("Error", error == null ? "" : Json.line(error).strip())
        .render();
  }
}
