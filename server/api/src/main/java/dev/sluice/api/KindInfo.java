package dev.sluice.api;

import java.util.List;

/** What a source or a sink can be. */
public interface KindInfo {
  String name();

  /** One sentence. */
  String summary();

  /** What a definition says. */
  List<SourceKindInfo.SourceOption> options();
}
