package dev.sluice.studio.core.wiring;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.List;

/** What sources can be, as the server says; it does not change while a server runs. UI thread. */
public final class SourceKinds {
  private final ServerAccess server;
  private final Runnable changed;
  private List<SourceKindInfo> kinds = List.of();
  private boolean loading;

  /**
   * Nothing is known yet.
   *
   * @param changed is run on the UI thread once the kinds are known
   */
  public SourceKinds(ServerAccess server, Runnable changed) {
    this.server = server;
    this.changed = changed;
  }

  /** Those that are known, in order of their names. */
  public List<SourceKindInfo> all() {
    return kinds;
  }

  /** Asks the server, if it is there and is not being asked. */
  public void refresh() {
    if (loading || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading kinds of sources",
            client -> client.sources().kinds(),
            answer -> {
              loading = false;
              kinds = answer;
              changed.run();
            },
            failure -> loading = false);
  }
}
