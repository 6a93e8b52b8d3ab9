package dev.sluice.spi.binding;

import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Settings;
import java.util.Set;

/** A kind of resource that functions are bound to. Thread-safe. */
public interface BindingKind extends Configurable {

  /**
   * The options that make up a connection. Bindings that say the same there, of whatever function
   * of a namespace, share a resource, whose settings have these options and no others.
   */
  Set<String> connection();

  /**
   * The options whose texts may have expressions; of a map its values. They are none of {@link
   * #connection}.
   */
  Set<String> expressions();

  /** Whether it is reached over the network of the host. */
  boolean connects();

  /** Whether the items of a list that a function sets are written one by one. */
  default boolean itemwise() {
    return false;
  }

  /**
   * Refuses what no option's own check can see.
   *
   * @param settings each option within its type and range; texts with expressions as they are
   *     written
   * @throws InvalidSettingException for the first thing that is wrong
   */
  void check(Direction direction, Settings settings) throws InvalidSettingException;

  /**
   * A resource, which is kept for many invocations. It connects when it is needed first; this does
   * not block.
   *
   * @param settings the options of {@link #connection}
   */
  Resource open(Settings settings);
}
