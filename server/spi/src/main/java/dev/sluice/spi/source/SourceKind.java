package dev.sluice.spi.source;

import org.jspecify.annotations.Nullable;

/**
 * A kind of event source, such as a broker. It is one of {@link PullSource}, {@link PushSource} and
 * {@link TimedSource}. Thread-safe.
 */
public interface SourceKind extends Configurable {

  /**
   * Refuses what cannot be beside another source of the same kind and namespace, as a second owner
   * of one path.
   *
   * @param settings checked
   * @param other of a source with another name
   * @throws InvalidSettingException for the first thing that is wrong
   */
  default void checkBeside(Settings settings, Settings other) throws InvalidSettingException {}

  /**
   * What stays elsewhere when a source is deleted, and how to remove it, in a sentence for people;
   * null for nothing that need be removed.
   *
   * @param settings checked; secrets may be left out
   */
  default @Nullable String remains(Settings settings) {
    return null;
  }
}
