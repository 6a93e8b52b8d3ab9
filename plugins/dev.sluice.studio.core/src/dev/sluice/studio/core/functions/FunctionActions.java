package dev.sluice.studio.core.functions;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import java.util.function.Consumer;

/**
 * What can be done to functions as a whole. Each method returns at once; {@code done} or {@code
 * failed} is called on the UI thread later. The server's live events then bring views up to date.
 */
public final class FunctionActions {
  private final ServerCalls calls;

  /** Actions over these calls. */
  public FunctionActions(ServerCalls calls) {
    this.calls = calls;
  }

  /** Creates a function. */
  public void create(FunctionSpec spec, Consumer<FunctionInfo> done, Consumer<Failure> failed) {
    calls.start("Creating " + spec.name(), client -> client.createFunction(spec), done, failed);
  }

  /** Makes a version of {@code latest}. */
  public void publish(
      String name, String description, Consumer<VersionInfo> done, Consumer<Failure> failed) {
    String text = description.isBlank() ? null : description.strip();
    calls.start(
        "Publishing " + name, client -> client.versions().publish(name, text, null), done, failed);
  }

  /** Lets a function be invoked, or not. */
  public void setEnabled(
      String name, boolean enabled, Consumer<FunctionInfo> done, Consumer<Failure> failed) {
    calls.start(
        (enabled ? "Enabling " : "Disabling ") + name,
        client -> enabled ? client.enable(name) : client.disable(name),
        done,
        failed);
  }
}
