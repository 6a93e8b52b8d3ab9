package dev.sluice.studio.core.workflow;

/** What workflows may be called. */
public final class WorkflowName {
  private WorkflowName() {}

  /** What is wrong with the name of a new workflow; empty when nothing is. */
  public static String problem(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
        ? ""
        : "A name has small letters, digits and dashes, up to 63, and a dash neither first nor last.";
  }
}
