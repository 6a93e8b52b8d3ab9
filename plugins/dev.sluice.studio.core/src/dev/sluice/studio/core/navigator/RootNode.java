package dev.sluice.studio.core.navigator;

/** What is above the connections; it is no line itself. Confined to the UI thread. */
public final class RootNode extends Branch {
  RootNode() {
    super(null);
  }

  @Override
  public String key() {
    return "";
  }
}
