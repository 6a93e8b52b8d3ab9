package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line a function wrote, or the platform wrote about a function, a workflow or a source; one of
 * these three is named.
 *
 * @param id grows with time over all lines of the server; a cursor for {@code since}
 * @param version of the function or workflow; empty for a source
 * @param invocation empty where it is about none
 * @param execution of the workflow; null where it is about none
 * @param stream {@code stdout}, {@code stderr} or {@code platform}
 * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param text the line without its line end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogLine(
    long id,
    @Nullable String function,
    @Nullable String workflow,
    @Nullable String source,
    String version,
    String invocation,
    @Nullable String execution,
    Instant time,
    String stream,
    String level,
    String text) {

  /** Whose line it is. */
  public LogOwner owner() {
    if (workflow != null) {
      return LogOwner.workflow(workflow);
    }
    return source != null
        ? LogOwner.source(source)
        : LogOwner.function(function == null ? "" : function);
  }

  /** Id of the execution or invocation that it is about; empty where it is about none. */
  public String about() {
    return execution == null ? invocation : execution;
  }

  /** Whether it is about the invocation, or the execution, of this id. */
  public boolean concerns(String id) {
    return id.equals(invocation) || id.equals(execution);
  }
}
