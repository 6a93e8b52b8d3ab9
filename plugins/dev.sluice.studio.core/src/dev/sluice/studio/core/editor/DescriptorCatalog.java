package dev.sluice.studio.core.editor;

import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.ServerAccess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The descriptors of the server, asked for whenever it is reached. Confined to the UI thread. */
public final class DescriptorCatalog {
  private final ServerAccess server;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Descriptors now = Descriptors.NONE;

  /** A catalog that fills itself. */
  public DescriptorCatalog(ServerAccess server) {
    this.server = server;
    server.link().listen(this::connectionChanged);
  }

  /** What the server said last. */
  public Descriptors now() {
    return now;
  }

  /** Is told when the server has said something. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  private void connectionChanged(ConnectionStatus status) {
    if (status.connected()) {
      server
          .calls()
          .startQuietly(
              "Reading what fields there are",
              DescriptorCatalog::read,
              said -> {
                now = said;
                listeners.forEach(Runnable::run);
              },
              failure -> {
                // The server checks by itself; help comes with the next connection.
              });
    }
  }

  private static Descriptors read(SluiceClient client) throws IOException {
    Descriptors fields = Descriptors.of(client.openApi());
    try {
      return fields.with(client.sinks().bindingKinds());
    } catch (SluiceApiException e) {
      // An older server knows no bindings, and some keys may not ask: the fields are good without.
      return fields;
    }
  }
}
