package dev.sluice.spi.source;

import java.util.List;
import java.util.function.Supplier;
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
   * @param others those of all sources with other names, which are read when they are asked for:
   *     there may be thousands
   * @throws InvalidSettingException for the first thing that is wrong
   */
  default void checkBeside(Settings settings, Supplier<List<Settings>> others)
      throws InvalidSettingException {}

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
