package dev.sluice.studio.core.template;

/**
 * What a new function can start from.
 *
 * @param id names it in labels: {@code hello}, the same for all runtimes that have it
 * @param title a few words
 * @param description one sentence
 * @param code the source file's text
 * @param sample an event to try it with, JSON
 */
public record Template(
    String id,
    String runtime,
    String title,
    String description,
    String handler,
    String code,
    String sample) {

  /** The label that a function made from a template carries, so that its sample event is found. */
  public static final String LABEL = "template";
}
