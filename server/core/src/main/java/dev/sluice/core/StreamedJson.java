package dev.sluice.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How other people's JSON is looked through without building anything from it. Thread-safe. */
public final class StreamedJson {
  /** The hosts' own readers recurse: a deeper value would fail there, and look like their fault. */
  private static final int MAX_DEPTH = 500;

  /** Bounds the depth alone: what is read is as long as what was sent. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          // Names are other people's: they must not fill a table that lives on.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StreamedJson() {}
}
