package dev.sluice.studio.core.navigator;

/** The namespace that Studio acts in. Confined to the UI thread. */
public final class NamespaceNode extends Branch {
  private String name = "";

  NamespaceNode(ConnectionNode parent) {
    super(parent);
  }

  /** Its name; empty before the server has said it. */
  public String name() {
    return name;
  }

  void name(String now) {
    name = now;
  }

  @Override
  public String key() {
    return "namespace";
  }
}
