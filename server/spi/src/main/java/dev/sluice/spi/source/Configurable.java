package dev.sluice.spi.source;

import java.util.List;

/** A kind that says what a definition of it may say. Thread-safe. */
public interface Configurable {

  /** What definitions call it: lower case words joined by hyphens, like {@code rabbitmq}. */
  String name();

  /** What it is, in one sentence for people. */
  String summary();

  /** What a definition says; forms, help and docs come from it. */
  List<Option> options();

  /**
   * Refuses what no option's own check can see, as two options that exclude each other. The other
   * side itself is not asked.
   *
   * @param settings each option within its type and range
   * @throws InvalidSettingException for the first thing that is wrong
   */
  default void check(Settings settings) throws InvalidSettingException {}
}
