package dev.sluice.studio.core.connection;

/**
 * Lets one load of the same thing be under way at a time. Of two, the older answer could come last
 * and stay; so what is wanted meanwhile is loaded once more afterwards. Confined to the UI thread.
 */
public final class LoadGate {
  private boolean loading;
  private boolean wantedAgain;

  /** Whether a load is under way. */
  public boolean loading() {
    return loading;
  }

  /** Whether to load now; if not, {@link #end} will say that it is wanted again. */
  public boolean begin() {
    wantedAgain = loading;
    loading = true;
    return !wantedAgain;
  }

  /** The load is over. Returns whether another was wanted meanwhile. */
  public boolean end() {
    loading = false;
    return wantedAgain;
  }
}
