package dev.sluice.studio.ui.workflow;

/** Words as people read them. */
final class WorkflowWords {
  private WorkflowWords() {}

  /** A message as a sentence. */
  static String sentence(String message) {
    if (message.isEmpty()) {
      return message;
    }
    String first = Character.toUpperCase(message.charAt(0)) + message.substring(1);
    return first.endsWith(".") || first.endsWith("?") ? first : first + ".";
  }
}
