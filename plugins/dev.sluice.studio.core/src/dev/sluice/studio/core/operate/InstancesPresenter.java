package dev.sluice.studio.core.operate;

import dev.sluice.api.InstanceInfo;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.List;
import java.util.Locale;

/** The sandboxed processes that serve functions now; ends one. Confined to the UI thread. */
public final class InstancesPresenter extends ListPresenter<List<InstanceInfo>> {

  /** A presenter that has loaded nothing yet. */
  public InstancesPresenter(ServerAccess server, ListView view) {
    super(
        server,
        "Loading instances",
        client -> client.instances().list(null).items(),
        List.of(),
        view);
  }

  /** What is shown, by function, version and start. */
  public List<InstanceInfo> visible() {
    return polled.now().stream()
        .filter(
            info ->
                says(
                    info.function(),
                    info.version(),
                    info.runtime(),
                    info.state(),
                    info.id(),
                    String.valueOf(info.invocation())))
        .toList();
  }

  /** The share of its memory that an instance holds, 0 to 1; below 0 where nobody can tell. */
  public static double memoryShare(InstanceInfo info) {
    Long bytes = info.memoryBytes();
    return bytes == null ? -1 : Math.min(1, bytes / (double) ((long) info.memoryMiB() << 20));
  }

  /** For people; empty where nobody can tell. */
  public static String memory(InstanceInfo info) {
    Long bytes = info.memoryBytes();
    return bytes == null
        ? ""
        : String.format(
            Locale.ENGLISH, "%.1f of %d MiB", bytes / (double) (1 << 20), info.memoryMiB());
  }

  /** What the last action came to, or how many are busy; empty for nothing. */
  @Override
  public String summary() {
    if (!polled.message().isEmpty() || !polled.loaded() || polled.now().isEmpty()) {
      return polled.message();
    }
    long idle = polled.now().stream().filter(info -> info.state().equals("idle")).count();
    return polled.now().size() - idle + " busy, " + idle + " idle";
  }

  /** Ends one; the call that it serves fails. */
  public void end(InstanceInfo instance) {
    polled.act(
        "Ending an instance",
        client -> {
          client.instances().end(instance.id());
          return instance;
        },
        ended -> "Instance " + ended.id() + " was ended.");
  }
}
