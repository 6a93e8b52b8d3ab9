package dev.sluice.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace should have.
 *
 * @param name whose functions those are; they carry it in the label {@link #LABEL}
 * @param namespace where it belongs, or null for wherever it is applied
 */
public record Manifest(
    String name,
    @Nullable String namespace,
    List<SecretEntry> secrets,
    List<DefinitionEntry> roles,
    List<FunctionEntry> functions,
    List<WorkflowEntry> workflows,
    List<DefinitionEntry> sinks,
    List<AssociationEntry> associations,
    List<DefinitionEntry> sources) {
  /** Tells which manifest a function is from, so that pruning touches no other. */
  public static final String LABEL = "sluice/manifest";
}
