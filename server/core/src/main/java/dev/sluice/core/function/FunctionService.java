package dev.sluice.core.function;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Names;
import dev.sluice.core.Revisions;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.binding.BindingRules;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.binding.BindingKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions and their {@code latest}. What a method returns is on disk. A {@code revision} is what
 * the caller believes is stored; null changes whatever is there. Thread-safe.
 */
public final class FunctionService {
  private final FunctionStore store;
  private final CodeStore code;
  private final BuildService builds;
  private final CodeFetches fetches;
  private final Definitions definitions;
  private final FunctionCatalog catalog;
  private final NetworkPolicy network;
  private final Quotas quotas;
  private final SecretService secrets;
  private final RoleService roles;
  private final BindingRules bindings;
  private final Clock clock;
  private final IdSource ids;

  /** Works on these. */
  public FunctionService(
      FunctionStore store,
      CodeStore code,
      BuildService builds,
      CodeFetches fetches,
      Runtimes runtimes,
      FunctionCatalog catalog,
      NetworkPolicy network,
      Quotas quotas,
      SecretService secrets,
      RoleService roles,
      BindingRules bindings,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.code = code;
    this.definitions = new Definitions(runtimes, bindings);
    this.builds = builds;
    this.fetches = fetches;
    this.catalog = catalog;
    this.network = network;
    this.quotas = quotas;
    this.secrets = secrets;
    this.roles = roles;
    this.bindings = bindings;
    this.clock = clock;
    this.ids = ids;
  }

  /** Makes a function. */
  public FunctionRecord create(String namespace, FunctionSpec spec) {
    String name = Names.require("function", spec.name());
    if (store.find(namespace, name).isPresent()) {
      throw exists(name);
    }
    String description = Text.description(spec.description());
    Map<String, String> labels = Definitions.labels(spec.labels());
    Definition definition = make(intake(namespace, name), spec, null, null);
    Instant now = clock.instant();
    FunctionRecord function =
        new FunctionRecord(
            ids.next(), namespace, name, description, definition, labels, true, 0, now, now, 1);
    if (!quotas.creating(namespace, definition.code(), () -> store.insert(function))) {
      throw exists(name);
    }
    catalog.changed(FunctionChanged.created(namespace, name));
    return function;
  }

  /** The function of this name. */
  public FunctionRecord get(String namespace, String name) {
    return FunctionCatalog.require(store.find(namespace, name), name);
  }

  /** The function of this name, if there is one. */
  public Optional<FunctionRecord> find(String namespace, String name) {
    return store.find(namespace, name);
  }

  /** Functions in order of their names. */
  public List<FunctionRecord> list(FunctionQuery query) {
    return store.list(query);
  }

  /** Replaces the definition: what is null takes its default; null code stays as it is. */
  public FunctionRecord replace(
      String namespace, String name, FunctionSpec spec, @Nullable Long revision) {
    requireSameName(name, spec);
    CodeIntake intake = intake(namespace, name);
    return change(
        namespace,
        name,
        revision,
        old ->
            next(
                old,
                Text.description(spec.description()),
                // Only the code stays: every other field is made from the request or its default.
                make(intake, spec, null, old.definition().code()),
                Definitions.labels(spec.labels()),
                old.enabled()));
  }

  /** Changes the fields that are not null. */
  public FunctionRecord update(
      String namespace, String name, FunctionSpec spec, @Nullable Long revision) {
    requireSameName(name, spec);
    CodeIntake intake = intake(namespace, name);
    return change(
        namespace,
        name,
        revision,
        old ->
            next(
                old,
                spec.description() == null
                    ? old.description()
                    : Text.description(spec.description()),
                make(intake, spec, old.definition(), old.definition().code()),
                spec.labels() == null ? old.labels() : Definitions.labels(spec.labels()),
                old.enabled()));
  }

  /** Replaces the code of {@code latest}. */
  public FunctionRecord putCode(
      String namespace, String name, CodeSource source, @Nullable Long revision) {
    CodeIntake intake = intake(namespace, name);
    return change(
        namespace,
        name,
        revision,
        old -> withDefinition(old, definitions.withCode(old.definition(), source, intake)));
  }

  /** Replaces the code of {@code latest} by the content of a zip archive, read once. */
  public FunctionRecord putZip(
      String namespace, String name, InputStream archive, @Nullable Long revision) {
    return putStored(namespace, name, () -> code.putZip(archive), revision);
  }

  /** Replaces the code of {@code latest} by an image, a tar archive that is read once. */
  public FunctionRecord putImage(
      String namespace, String name, InputStream archive, @Nullable Long revision) {
    return putStored(namespace, name, () -> code.putImage(archive), revision);
  }

  private FunctionRecord putStored(
      String namespace, String name, Supplier<StoredCode> put, @Nullable Long revision) {
    requireRevision(get(namespace, name), revision);
    StoredCode unpacked = put.get();
    CodeIntake intake = intake(namespace, name);
    return change(
        namespace,
        name,
        revision,
        old -> withDefinition(old, definitions.withStored(old.definition(), unpacked, intake)));
  }

  /**
   * Fetches the code again, and builds it, where another revision is there; what serves is left
   * alone until that is done, and where it fails.
   *
   * @return the function as it is now, at its old revision where nothing has changed
   * @throws SluiceException {@code NO_CODE_SOURCE} for code that was handed in, and as {@link
   *     #create}
   */
  public FunctionRecord refresh(String namespace, String name) {
    CodeIntake intake = intake(namespace, name);
    return change(
        namespace,
        name,
        null,
        old -> {
          Definition now = definitions.refreshed(old.definition(), intake);
          return now.equals(old.definition()) ? old : withDefinition(old, now);
        });
  }

  /**
   * Checks that a caller may have the server fetch this code.
   *
   * @param source null for none
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void requireFetchAllowed(Caller caller, @Nullable CodeSource source) {
    if (source != null && (source.git() != null || source.object() != null)) {
      network.requireFetch(caller, "Hand the code in as a zip archive.");
    }
  }

  /** What bindings can be. */
  public Collection<BindingKind> bindingKinds() {
    return bindings.kinds();
  }

  /**
   * Checks that a caller may have the server connect to what these bindings name.
   *
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void requireBindingsAllowed(Caller caller, @Nullable List<BindingSpec> given) {
    bindings.requireAllowed(caller, given);
  }

  /** The code as it was handed in: the text of inline code, else the tree as a zip archive. */
  public CodeSource source(Definition definition) {
    String digest = definition.code().sourceDigest();
    return switch (definition.code().kind()) {
      case INLINE -> CodeSource.ofInline(code.inlineText(digest));
      case ZIP, GIT, OBJECT -> CodeSource.ofZip(code.zip(digest));
      case IMAGE -> CodeSource.ofImage(image(digest));
    };
  }

  private byte[] image(String digest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      code.writeImage(digest, bytes);
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The image could not be read from the disk.",
          "Check the data directory.",
          e);
    }
    return bytes.toByteArray();
  }

  /**
   * Checks that the code is an image.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public void requireImage(Definition definition) {
    requireImage(definition, true);
  }

  /**
   * Writes the code, which is an image, as an OCI image layout in a tar archive.
   *
   * @throws IOException when it cannot be written
   */
  public void writeImage(Definition definition, OutputStream out) throws IOException {
    code.writeImage(definition.code().digest(), out);
  }

  private static void requireImage(Definition definition, boolean image) {
    if ((definition.code().kind() == StoredCode.Kind.IMAGE) != image) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          image ? "The code is no image." : "The code is an image, and no zip archive.",
          image ? "Ask for application/zip." : "Ask for application/x-tar.");
    }
  }

  /** The code that was handed in as a zip archive, whatever it was but an image. */
  public byte[] zip(Definition definition) {
    requireImage(definition, false);
    return code.zip(definition.code().sourceDigest());
  }

  /** Makes a published version {@code latest} again, with its code and all of its definition. */
  public FunctionRecord fork(String namespace, String name, int version, @Nullable Long revision) {
    return change(
        namespace,
        name,
        revision,
        old -> {
          Definition is =
              store
                  .findVersion(old.id(), version)
                  .orElseThrow(() -> VersionService.missing(name, version))
                  .definition();
          require(namespace, name, is);
          return withDefinition(old, is);
        });
  }

  /** Lets a function be invoked, or refuses its invocations. */
  public FunctionRecord setEnabled(String namespace, String name, boolean enabled) {
    return change(
        namespace,
        name,
        null,
        old ->
            old.enabled() == enabled
                ? old
                : next(old, old.description(), old.definition(), old.labels(), enabled));
  }

  /** Deletes a function with its versions and aliases. Its records stay until they are pruned. */
  public void delete(String namespace, String name, @Nullable Long revision) {
    while (true) {
      FunctionRecord function = get(namespace, name);
      requireRevision(function, revision);
      if (store.delete(function.id(), function.revision())) {
        catalog.changed(FunctionChanged.deleted(namespace, name));
        builds.forget(namespace, name);
        return;
      }
    }
  }

  /** Reads, changes and writes until nobody else was faster; a given revision allows one try. */
  private FunctionRecord change(
      String namespace, String name, @Nullable Long revision, UnaryOperator<FunctionRecord> edit) {
    while (true) {
      FunctionRecord old = get(namespace, name);
      requireRevision(old, revision);
      FunctionRecord changed = edit.apply(old);
      if (changed.revision() == old.revision()) {
        return old;
      }
      if (quotas.changing(
          namespace, old.id(), changed.definition().code(), () -> store.update(changed))) {
        catalog.changed(FunctionChanged.updated(old, changed));
        return changed;
      }
    }
  }

  private CodeIntake intake(String namespace, String name) {
    return new CodeIntake(namespace, name, code, builds, fetches);
  }

  private Definition make(
      CodeIntake intake, FunctionSpec spec, @Nullable Definition base, @Nullable StoredCode kept) {
    // Before a build, which can take its time.
    network.require(intake.namespace(), Definitions.network(spec, base));
    Definition made = definitions.make(spec, base, kept, intake);
    require(intake.namespace(), intake.function(), made);
    return made;
  }

  private void require(String namespace, String function, Definition made) {
    RoleRules.require(roles, namespace, function, made);
    network.require(namespace, made.network());
    CodeOrigin.Fetched fetched = made.code().origin().fetched();
    if (fetched != null && fetched.home() instanceof CodeHome.Git git && git.hookSecret() != null) {
      secrets.get(namespace, git.hookSecret());
    }
    for (ValueFrom from : made.environmentFrom().values()) {
      if (from.kind() == ValueFrom.Kind.SECRET) {
        secrets.get(namespace, from.name());
      }
    }
  }

  private FunctionRecord withDefinition(FunctionRecord old, Definition definition) {
    return next(old, old.description(), definition, old.labels(), old.enabled());
  }

  private FunctionRecord next(
      FunctionRecord old,
      String description,
      Definition definition,
      Map<String, String> labels,
      boolean enabled) {
    return new FunctionRecord(
        old.id(),
        old.namespace(),
        old.name(),
        description,
        definition,
        labels,
        enabled,
        old.lastVersion(),
        old.createdAt(),
        clock.instant(),
        old.revision() + 1);
  }

  static void requireRevision(FunctionRecord function, @Nullable Long revision) {
    Revisions.require("function", function.name(), function.revision(), revision);
  }

  private static void requireSameName(String name, FunctionSpec spec) {
    if (spec.name() != null && !spec.name().equals(name)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The body names another function than the path.",
          "A function cannot be renamed: create a new one.");
    }
  }

  private static SluiceException exists(String name) {
    return new SluiceException(
        ErrorCode.FUNCTION_EXISTS,
        "There is a function '" + name + "' already.",
        "Update it, or take another name.");
  }
}
