package dev.sluice.studio.ui.handlers;

/** Enables the function. */
public final class EnableFunctionHandler extends ToggleFunctionHandler {

  /** Called by the platform. */
  public EnableFunctionHandler() {
    super(true);
  }
}
