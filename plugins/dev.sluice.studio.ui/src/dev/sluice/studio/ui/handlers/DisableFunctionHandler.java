package dev.sluice.studio.ui.handlers;

/** Disables the function: it stays, and refuses invocations. */
public final class DisableFunctionHandler extends ToggleFunctionHandler {

  /** Called by the platform. */
  public DisableFunctionHandler() {
    super(false);
  }
}
