package dev.sluice.manifest;

import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts workflows into a manifest: their documents as files beside it, or as text where there is no
 * folder.
 *
 * @param folder where the manifest is written; null when that is standard output
 */
record WorkflowExport(SluiceClient client, @Nullable Path folder) {
  private static final String SUFFIX = ".flow.yaml";

  /**
   * The workflows of the namespace by their names.
   *
   * @param notes gets what the manifest does not bring to another namespace
   */
  Map<String, Object> all(List<String> notes) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    for (WorkflowInfo each : client.workflows().list()) {
      WorkflowInfo is = client.workflows().get(each.name(), each.version());
      String text = Objects.requireNonNullElse(is.definition(), "");
      String own = WorkflowReader.name(text);
      if (is.name().equals(own)) {
        all.put(is.name(), fields(is, text, notes));
      } else {
        notes.add(
            "the workflow %s is left out: its document names itself %s, and a manifest has them under one name"
                .formatted(is.name(), own));
      }
    }
    return all;
  }

  private Map<String, Object> fields(WorkflowInfo is, String text, List<String> notes)
      throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (folder == null) {
      fields.put("inline", text);
    } else {
      String file = is.name() + SUFFIX;
      Files.write(
          folder.resolve(file),
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
      fields.put("path", file);
    }
    Map<String, Object> aliases = new LinkedHashMap<>();
    String latest = Integer.toString(is.version());
    for (WorkflowAliasInfo alias : client.workflows().aliases(is.name())) {
      Map<String, Object> weights = new LinkedHashMap<>();
      new TreeMap<>(alias.weights())
          .forEach(
              (version, share) -> {
                weights.put(version.equals(latest) ? AliasEntry.LATEST : version, share);
                if (!version.equals(latest)) {
                  notes.add(Export.history(is.name(), alias.name(), version));
                }
              });
      aliases.put(
          alias.name(),
          weights.size() == 1
              ? Map.of("version", weights.keySet().iterator().next())
              : Map.of("weights", weights));
    }
    if (!aliases.isEmpty()) {
      fields.put("aliases", aliases);
    }
    return fields;
  }
}
