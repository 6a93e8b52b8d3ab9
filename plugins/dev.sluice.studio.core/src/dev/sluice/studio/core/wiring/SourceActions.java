package dev.sluice.studio.core.wiring;

import dev.sluice.api.ConnectionTest;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import java.util.function.Consumer;

/** What it takes to try and to make a source. Answers come on the UI thread. */
public final class SourceActions {
  private final ServerCalls calls;

  /** Over these calls. */
  public SourceActions(ServerCalls calls) {
    this.calls = calls;
  }

  /** Has the server connect as a source of this definition would. */
  public void test(SourceSpec spec, Consumer<ConnectionTest> done, Consumer<Failure> failed) {
    calls.start("Testing a connection", client -> client.sources().test(spec), done, failed);
  }

  /** Makes a source, which runs. */
  public void create(SourceSpec spec, Consumer<SourceInfo> done, Consumer<Failure> failed) {
    calls.start("Creating a source", client -> client.sources().create(spec), done, failed);
  }
}
