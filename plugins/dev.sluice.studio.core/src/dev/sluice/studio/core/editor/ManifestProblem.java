package dev.sluice.studio.core.editor;

/**
 * What is wrong with the text of a manifest.
 *
 * @param line from 1
 * @param sentence for people
 */
public record ManifestProblem(int line, String sentence) {
  @Override
  public String toString() {
    return "Line " + line + ": " + sentence;
  }
}
