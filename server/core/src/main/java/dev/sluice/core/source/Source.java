package dev.sluice.core.source;

import dev.sluice.core.option.Definition;
import java.time.Instant;

/**
 * Brings events into its namespace.
 *
 * @param paused whether it brings nothing for now
 * @param runsSince when it was made or went on last
 */
public record Source(Definition definition, boolean paused, Instant runsSince) {

  /** Of this source; another one of the same name has another. */
  public String id() {
    return definition.id();
  }

  public String namespace() {
    return definition.namespace();
  }

  public String name() {
    return definition.name();
  }

  /** What it is, like {@code schedule}. */
  public String kind() {
    return definition.kind();
  }

  /** 1 and up. */
  public long revision() {
    return definition.revision();
  }

  Source with(Definition next) {
    return new Source(next, paused, runsSince);
  }

  Source paused(boolean now, Instant at) {
    return new Source(definition.next(at), now, now ? runsSince : at);
  }
}
