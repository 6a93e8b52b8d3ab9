package dev.sluice.app.cli.sink;

import dev.sluice.api.SinkKindInfo;
import dev.sluice.api.SourceKindInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;

/** What verbs on sinks have in common. Not thread-safe. */
abstract class SinkVerb extends ServerVerb {
  SinkVerb(Shell shell) {
    super(shell);
  }

  /** The kinds with their options, as those of sources are shown. */
  static List<SourceKindInfo> kinds(SluiceClient client) throws IOException {
    return client.sinks().kinds().stream().map(SinkVerb::kind).toList();
  }

  private static SourceKindInfo kind(SinkKindInfo kind) {
    return new SourceKindInfo(kind.name(), kind.summary(), "", kind.options());
  }
}
