package dev.sluice.studio.core.invoke.result;

/** One way to look at a result; most have several. Immutable. */
public sealed interface ResultPage {

  /** The word for it, short. */
  String title();

  /** What is looked at. */
  Body body();

  /** A tree of JSON; {@code root} itself is no line of it. */
  record Tree(String title, Body body, JsonBranch root) implements ResultPage {}

  /**
   * Text.
   *
   * @param shown as much as can be shown, laid out for reading
   */
  record Text(String title, Body body, String shown) implements ResultPage {}

  /** An image. */
  record Picture(String title, Body body, ImageHeader header) implements ResultPage {}

  /**
   * What can only be saved.
   *
   * @param sentence what it is
   */
  record Data(String title, Body body, String sentence) implements ResultPage {}
}
