package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Allowed;
import dev.sluice.studio.core.connection.ServerCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for all that is drawn. Remembers what texts of workflows say by their digests, so that
 * asking again costs a list of each kind. Thread-safe.
 */
final class WiringQuestion implements ServerCall<Wiring> {
  private static final int NOT_FOUND = 404;

  private final Map<String, WorkflowStart> known = new ConcurrentHashMap<>();

  @Override
  public Wiring run(SluiceClient client) throws IOException {
    List<SourceInfo> sources = client.sources().list();
    List<AssociationInfo> associations = client.events().associations();
    List<WorkflowStart> starts = new ArrayList<>();
    for (WorkflowInfo info : Allowed.orNone(() -> client.workflows().list())) {
      starts.add(start(client, info));
    }
    Set<String> undefined = new LinkedHashSet<>(Set.of(Wiring.EVENTS));
    associations.forEach(info -> undefined.addAll(info.sources()));
    sources.forEach(info -> undefined.remove(info.name()));
    List<RecentEventInfo> last = Allowed.orNone(() -> SourceCounts.ask(client, undefined));
    return new Wiring(sources, associations, starts, last);
  }

  private WorkflowStart start(SluiceClient client, WorkflowInfo info) throws IOException {
    String key = info.name() + " " + info.digest();
    WorkflowStart start = known.get(key);
    if (start == null) {
      start = WorkflowStart.of(info.name(), text(client, info));
      known.put(key, start);
    }
    return start;
  }

  private static String text(SluiceClient client, WorkflowInfo info) throws IOException {
    try {
      return String.valueOf(client.workflows().get(info.name(), info.version()).definition());
    } catch (SluiceApiException e) {
      if (e.status() == NOT_FOUND) {
        return "";
      }
      throw e;
    }
  }
}
