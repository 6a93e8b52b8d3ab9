package dev.sluice.studio.core.connection;

import java.util.concurrent.Executor;

/** The way to the server: the link that is kept up, calls over it, and what it tells by itself. */
public final class ServerAccess implements AutoCloseable {
  private final ServerSettings settings;
  private final LiveFeed feed;
  private final ServerLink link;
  private final ServerCalls calls;

  /**
   * Access that is not yet connected.
   *
   * @param ui runs what it is given on the UI thread, in order
   */
  public ServerAccess(ServerSettings settings, Executor ui) {
    this.settings = settings;
    this.feed = new LiveFeed(ui);
    this.link = new ServerLink(settings, feed, ui);
    this.calls = new ServerCalls(link::client, ui);
  }

  /** Which server, and its token. */
  public ServerSettings settings() {
    return settings;
  }

  /** What the server tells by itself. */
  public LiveFeed feed() {
    return feed;
  }

  /** The connection. */
  public ServerLink link() {
    return link;
  }

  /** Calls to the server. */
  public ServerCalls calls() {
    return calls;
  }

  @Override
  public void close() {
    link.close();
  }
}
