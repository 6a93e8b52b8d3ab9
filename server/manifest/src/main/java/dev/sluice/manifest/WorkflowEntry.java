package dev.sluice.manifest;

import dev.sluice.manifest.yaml.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A workflow as it should be.
 *
 * @param text of its document
 * @param aliases without routing keys and descriptions, which those of workflows have not
 */
public record WorkflowEntry(Place place, String name, String text, List<AliasEntry> aliases) {
  /** The document as the server takes it. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
