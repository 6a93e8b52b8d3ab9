package dev.sluice.core.workflow.engine;

/** An error on its way to whoever catches it. */
final class RaisedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WorkflowError error;

  RaisedException(WorkflowError error) {
    super(error.title(), null, false, false);
    this.error = error;
  }

  WorkflowError error() {
    return error;
  }
}
