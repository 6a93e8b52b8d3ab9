package dev.sluice.studio.core.operate;

import dev.sluice.api.AuditInfo;
import dev.sluice.api.Page;
import dev.sluice.client.AuditRequest;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, when and from where, the newest first; what is older is loaded when it is
 * looked for. Confined to the UI thread.
 */
public final class AuditPresenter extends ListPresenter<Page<AuditInfo>> {
  private static final int PAGE = 200;

  private final ServerAccess server;
  private final List<AuditInfo> older = new ArrayList<>();
  private @Nullable String next;
  private boolean olderAsked;
  private boolean loading;
  private boolean refusedOnly;

  /** A presenter that has loaded nothing yet. */
  public AuditPresenter(ServerAccess server, ListView view) {
    super(
        server,
        "Loading the audit",
        client -> client.audit(AuditRequest.all(), PAGE, null),
        new Page<>(List.of(), null),
        view);
    this.server = server;
  }

  /** Whether only what was not done is shown. */
  public void refusedOnly(boolean only) {
    refusedOnly = only;
    view.listChanged();
  }

  /** What is shown, the newest first. */
  public List<AuditInfo> visible() {
    List<AuditInfo> all = new ArrayList<>(polled.now().items());
    Set<String> known = new HashSet<>();
    all.forEach(info -> known.add(info.id()));
    older.stream().filter(info -> known.add(info.id())).forEach(all::add);
    return all.stream().filter(this::passes).toList();
  }

  private boolean passes(AuditInfo info) {
    return (!refusedOnly || !info.outcome().equals("done"))
        && says(
            info.who(),
            info.action(),
            info.kind(),
            info.name(),
            info.outcome(),
            info.address(),
            info.agent());
  }

  /** What could not be asked; empty for nothing. */
  @Override
  public String summary() {
    return polled.message();
  }

  /** Loads what is older than all that is shown, if there is more. */
  public void loadOlder() {
    String cursor = olderAsked ? next : polled.now().next();
    if (loading || cursor == null) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading the audit",
            client -> client.audit(AuditRequest.all(), PAGE, cursor),
            page -> {
              loading = false;
              olderAsked = true;
              next = page.next();
              older.addAll(page.items());
              view.listChanged();
            },
            failure -> {
              loading = false;
              polled.refused(failure);
            });
  }
}
