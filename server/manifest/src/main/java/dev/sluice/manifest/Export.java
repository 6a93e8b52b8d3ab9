package dev.sluice.manifest;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoutingKey;
import dev.sluice.api.SinkInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.ValueSource;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a manifest of functions. Where latest is what was published last, it says so, and aliases
 * for that version follow the newest one; versions before it are history, which a manifest cannot
 * bring elsewhere: aliases keep their numbers, and a note says so. Not thread-safe.
 */
public final class Export {
  private final SluiceClient client;
  private final CodeExport code;
  private final WorkflowExport workflows;
  private final List<String> notes = new ArrayList<>();

  /**
   * Exports from there.
   *
   * @param folder where the manifest is written; null when that is standard output
   */
  public Export(SluiceClient client, @Nullable Path folder) {
    this.client = client;
    this.code = new CodeExport(client, folder);
    this.workflows = new WorkflowExport(client, folder);
  }

  /** What the manifest does not bring to another namespace. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * The manifest as maps, lists, texts and numbers.
   *
   * @param whole whether workflows, sinks, associations and sources belong to it
   */
  public Map<String, Object> of(List<FunctionInfo> functions, boolean whole) throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    Set<String> names =
        functions.stream()
            .map(is -> is.labels().getOrDefault(Manifest.LABEL, ""))
            .collect(Collectors.toSet());
    if (names.size() == 1 && !names.contains("")) {
      manifest.put("name", names.iterator().next());
    }
    TreeSet<String> secrets = new TreeSet<>();
    Map<String, Object> all = new LinkedHashMap<>();
    for (FunctionInfo function : functions) {
      for (ValueSource source : function.environmentFrom().values()) {
        if (source.secret() != null) {
          secrets.add(source.secret());
        }
      }
      secrets.addAll(BindingEntry.secrets(function.bindings()));
      all.put(function.name(), function(function));
    }
    Map<String, Object> rest = whole ? rest(secrets) : Map.of();
    if (!secrets.isEmpty()) {
      manifest.put("secrets", List.copyOf(secrets));
    }
    manifest.put("functions", all);
    manifest.putAll(rest);
    return manifest;
  }

  private Map<String, Object> rest(Set<String> secrets) throws IOException {
    Map<String, Object> sinks = new LinkedHashMap<>();
    for (SinkInfo is : client.sinks().list()) {
      secrets.addAll(DefinitionReader.secrets(is.options()));
      sinks.put(
          is.name(), DefinitionReader.fields(is.kind(), is.description(), is.options(), false));
    }
    Map<String, Object> roles = new LinkedHashMap<>();
    for (RoleInfo is : client.roles().list()) {
      roles.put(is.name(), RoleReader.fields(is));
    }
    Map<String, Object> associations = new LinkedHashMap<>();
    for (AssociationInfo is : client.events().associations()) {
      associations.put(is.name(), AssociationReader.fields(is));
    }
    Map<String, Object> sources = new LinkedHashMap<>();
    for (SourceInfo is : client.sources().list()) {
      secrets.addAll(DefinitionReader.secrets(is.options()));
      boolean paused = is.state().equals("paused");
      sources.put(
          is.name(), DefinitionReader.fields(is.kind(), is.description(), is.options(), paused));
    }
    Map<String, Object> rest = new LinkedHashMap<>();
    putUnless(Map.of(), "roles", roles, rest);
    putUnless(Map.of(), "workflows", workflows.all(notes), rest);
    putUnless(Map.of(), "sinks", sinks, rest);
    putUnless(Map.of(), "associations", associations, rest);
    putUnless(Map.of(), "sources", sources, rest);
    return rest;
  }

  private Map<String, Object> function(FunctionInfo function) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    putUnless("", "description", function.description(), fields);
    fields.put("runtime", function.runtime());
    fields.put("handler", function.handler());
    putUnless(Defaults.MEMORY_MIB, "memoryMiB", function.memoryMiB(), fields);
    putUnless(Defaults.CPUS, "cpus", function.cpus(), fields);
    putUnless(Defaults.NETWORK, "network", function.network(), fields);
    putUnless(Defaults.TIMEOUT, "timeoutSeconds", function.timeoutSeconds(), fields);
    putUnless(0, "minInstances", function.minInstances(), fields);
    Integer most = function.maxInstances();
    putUnless(0, "maxInstances", most == null ? (Integer) 0 : most, fields);
    putUnless(1, "instanceConcurrency", function.instanceConcurrency(), fields);
    putUnless(Map.of(), "environment", new TreeMap<>(function.environment()), fields);
    putUnless(Map.of(), "environmentFrom", sources(function), fields);
    putUnless(Map.of(), "async", AsyncEntry.fields(function.async()), fields);
    putUnless(Map.of(), "bindings", BindingEntry.fields(function.bindings()), fields);
    putUnless("", "role", Objects.requireNonNullElse(function.role(), ""), fields);
    Double days = Objects.requireNonNullElse(function.logRetentionDays(), 0.0);
    putUnless(0.0, "logRetentionDays", days, fields);
    Map<String, String> labels = new TreeMap<>(function.labels());
    labels.remove(Manifest.LABEL);
    putUnless(Map.of(), "labels", labels, fields);
    putUnless(true, "enabled", Fields.isEnabled(function), fields);
    VersionInfo newest = newest(function);
    boolean current = newest != null && isLatest(function, newest);
    if (newest != null && current) {
      fields.put("publish", newest.description().isEmpty() ? true : newest.description());
    }
    putUnless(Map.of(), "aliases", aliases(function, current ? newest : null), fields);
    fields.put("code", code.of(function));
    return fields;
  }

  private static Map<String, Object> sources(FunctionInfo function) {
    Map<String, Object> sources = new TreeMap<>();
    function
        .environmentFrom()
        .forEach(
            (key, source) -> {
              String secret = source.secret();
              String platform = source.platform();
              if (secret != null) {
                sources.put(key, Map.of("secret", secret));
              } else if (platform != null) {
                sources.put(key, Map.of("platform", platform));
              }
            });
    return sources;
  }

  private @Nullable VersionInfo newest(FunctionInfo function) throws IOException {
    if (function.publishedVersion() == null) {
      return null;
    }
    List<VersionInfo> page = client.versions().list(function.name(), 1, null).items();
    return page.isEmpty() ? null : page.get(0);
  }

  private static boolean isLatest(FunctionInfo function, VersionInfo version) {
    return Fields.definition(function).equals(Fields.definition(version))
        && function.code().digest().equals(version.code().digest());
  }

  private Map<String, Object> aliases(FunctionInfo function, @Nullable VersionInfo current)
      throws IOException {
    Map<String, Object> aliases = new LinkedHashMap<>();
    if (function.publishedVersion() == null) {
      return aliases;
    }
    String latest = current == null ? "" : Integer.toString(current.version());
    for (AliasInfo alias : client.versions().aliases(function.name())) {
      Map<String, Object> fields = new LinkedHashMap<>();
      Map<String, Object> weights = new LinkedHashMap<>();
      new TreeMap<>(alias.weights())
          .forEach(
              (version, share) ->
                  weights.put(version.equals(latest) ? AliasEntry.LATEST : version, share));
      if (weights.size() == 1) {
        fields.put("version", weights.keySet().iterator().next());
      } else {
        fields.put("weights", weights);
      }
      RoutingKey key = alias.routingKey();
      if (key != null && key.header() != null) {
        fields.put("routingKey", Map.of("header", key.header()));
      } else if (key != null && key.jsonPath() != null) {
        fields.put("routingKey", Map.of("jsonPath", key.jsonPath()));
      }
      putUnless("", "description", alias.description(), fields);
      aliases.put(alias.name(), fields);
      weights.keySet().stream()
          .filter(version -> !version.equals(AliasEntry.LATEST))
          .forEach(version -> notes.add(history(function.name(), alias.name(), version)));
    }
    return aliases;
  }

  /** The note about an alias that stands for an older version. */
  static String history(String owner, String alias, String version) {
    return "the alias "
        + alias
        + " of "
        + owner
        + " stands for version "
        + version
        + ", which is history that the manifest does not bring to another namespace";
  }

  private static void putUnless(Object common, String key, Object value, Map<String, Object> into) {
    if (!common.equals(value)) {
      into.put(key, value);
    }
  }
}
