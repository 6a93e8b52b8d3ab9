package dev.sluice.studio.core.editor;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.RoleInfo;
import dev.sluice.api.SecretInfo;
import dev.sluice.api.SinkInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.StudioSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names of the namespace to choose from, asked for when somebody is about to choose. What the key
 * may not list is not offered; a name can be typed all the same. Confined to the UI thread.
 */
public final class NameChoices {
  private final StudioSession session;
  private final Runnable changed;
  private Found found = new Found(List.of(), List.of(), List.of());
  private boolean loading;

  private record Found(List<String> secrets, List<String> roles, List<String> elsewhere) {}

  private interface Listing {
    Stream<String> names() throws IOException;
  }

  /** Without names yet; tells when there are others. */
  public NameChoices(StudioSession session, Runnable changed) {
    this.session = session;
    this.changed = changed;
  }

  /** The secrets in order of their names. */
  public List<String> secrets() {
    return found.secrets();
  }

  /** The roles in order of their names. */
  public List<String> roles() {
    return found.roles();
  }

  /** Where results can go: functions, sinks, workflows. */
  public List<String> destinations() {
    List<String> all =
        new ArrayList<>(session.catalog().functions().stream().map(FunctionInfo::name).toList());
    all.addAll(found.elsewhere());
    return all;
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (!loading && session.server().link().status().connected()) {
      loading = true;
      session
          .server()
          .calls()
          .startQuietly(
              "Looking up names",
              NameChoices::read,
              now -> {
                loading = false;
                boolean others = !now.equals(found);
                found = now;
                if (others) {
                  changed.run();
                }
              },
              failure -> loading = false);
    }
  }

  private static Found read(SluiceClient client) throws IOException {
    TreeSet<String> secrets = new TreeSet<>();
    add(secrets, "", () -> client.namespaces().secrets().stream().map(SecretInfo::name));
    List<String> roles = new ArrayList<>();
    add(roles, "", () -> client.roles().list().stream().map(RoleInfo::name));
    List<String> elsewhere = new ArrayList<>();
    add(elsewhere, Destinations.SINK, () -> client.sinks().list().stream().map(SinkInfo::name));
    add(
        elsewhere,
        Destinations.WORKFLOW,
        () -> client.workflows().list().stream().map(WorkflowInfo::name));
    return new Found(List.copyOf(secrets), List.copyOf(roles), List.copyOf(elsewhere));
  }

  private static void add(java.util.Collection<String> into, String prefix, Listing listing)
      throws IOException {
    try {
      listing.names().sorted().forEach(name -> into.add(prefix + name));
    } catch (SluiceApiException e) {
      if (e.status() != 403) {
        throw e;
      }
    }
  }
}
