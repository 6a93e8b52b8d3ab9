package dev.sluice.core.workflow;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.LogOwner;
import dev.sluice.core.Digests;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.Weights;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.workflow.engine.Interest;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.validate.WorkflowValidator;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Workflows with their versions and aliases. Thread-safe. */
public final class WorkflowService {
  /** How many characters a workflow may have. */
  private static final int MOST_CHARACTERS = 1_000_000;

  /** How many newest versions are kept in memory. */
  private static final int MOST_NEWEST = 100;

  private final WorkflowStore store;
  private final Programs programs;
  private final CronTimes cron;
  private final Clock clock;
  private final DoubleSupplier chance;
  private final PlatformLog log;
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /** The newest versions of those that were started last: starting one asks nobody. */
  private final ConcurrentHashMap<Name, WorkflowVersion> newest = new ConcurrentHashMap<>();

  /** The name of a workflow. */
  private record Name(String namespace, String workflow) {}

  /** Types of events that the newest versions of a namespace may wait for. */
  private final ConcurrentHashMap<String, Set<String>> types = new ConcurrentHashMap<>();

  /**
   * Works on these.
   *
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public WorkflowService(
      WorkflowStore store, CronTimes cron, Clock clock, DoubleSupplier chance, PlatformLog log) {
    this.store = store;
    this.programs = new Programs(store);
    this.cron = cron;
    this.clock = clock;
    this.chance = chance;
    this.log = log;
  }

  /** Adds one who is told the namespace and name of each workflow that is deployed or deleted. */
  void onDeploy(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  PlatformLog log() {
    return log;
  }

  Programs programs() {
    return programs;
  }

  private void changed(String namespace, String workflow) {
    newest.remove(new Name(namespace, workflow));
    types.remove(namespace);
    listeners.forEach(listener -> listener.accept(namespace, workflow));
  }

  /** Whether a newest version of the namespace may wait for events of a type. */
  boolean wants(String namespace, String type) {
    Set<String> wanted = types.computeIfAbsent(namespace, this::wanted);
    return wanted.contains(type) || wanted.contains("");
  }

  private Set<String> wanted(String namespace) {
    Set<String> wanted = new HashSet<>();
    for (WorkflowVersion version : store.list(namespace)) {
      try {
        Program program = programs.of(version, version.workflow());
        wanted.addAll(Interest.types(program));
        Schedule.of(program)
            .map(schedule -> schedule.program(version.workflow()))
            .ifPresent(schedule -> wanted.addAll(Interest.types(schedule)));
      } catch (SluiceException e) {
        // It was valid for the release that stored it; what it was to run says so.
      }
    }
    return wanted;
  }

  /**
   * Deploys a text: a new version, unless the newest one has the same text.
   *
   * @param name null for the name in the document
   * @throws SluiceException {@code INVALID_WORKFLOW} or {@code INVALID_NAME}
   */
  public WorkflowVersion deploy(String namespace, @Nullable String name, String text) {
    return deploy(namespace, name, text, null);
  }

  /**
   * As {@link #deploy(String, String, String)}, from a manifest.
   *
   * @param manifest its name, also for a version that is there already; null leaves it as it is
   * @throws SluiceException {@code INVALID_REQUEST} as well, for a name that no manifest has
   */
  public WorkflowVersion deploy(
      String namespace, @Nullable String name, String text, @Nullable String manifest) {
    String from = Text.manifest(manifest);
    Program program = compile(text);
    Schedule.of(program).ifPresent(schedule -> schedule.check(cron, clock.instant()));
    String workflow = Names.require("workflow", name == null ? program.name() : name);
    String digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    while (true) {
      WorkflowVersion before = store.latest(namespace, workflow).orElse(null);
      if (before != null && before.digest().equals(digest)) {
        return from(before, from);
      }
      WorkflowVersion next =
          new WorkflowVersion(
              namespace,
              workflow,
              store.next(namespace, workflow),
              digest,
              text,
              clock.instant(),
              from == null && before != null ? before.manifest() : from);
      programs.forget(namespace, workflow);
      if (store.add(next)) {
        changed(namespace, workflow);
        tell(namespace, workflow, next.version(), "Deployed version " + next.version() + ".");
        return next;
      }
    }
  }

  /**
   * Compiles a text as {@link #deploy} does.
   *
   * @throws SluiceException {@code INVALID_WORKFLOW}
   */
  public static Program compile(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw Programs.refused("it has more than " + MOST_CHARACTERS + " characters");
    }
    for (Problem problem : WorkflowValidator.check(text.getBytes(StandardCharsets.UTF_8), null)) {
      if (!problem.isWarning()) {
        throw Programs.refused("line " + problem.position().line() + ": " + problem.message());
      }
    }
    return Programs.compile(text);
  }

  /** The compiled text of a version. */
  public Program program(WorkflowVersion version) {
    return programs.of(version, version.workflow());
  }

  private WorkflowVersion from(WorkflowVersion is, @Nullable String manifest) {
    if (manifest == null || manifest.equals(is.manifest())) {
      return is;
    }
    store.setManifest(is.namespace(), is.workflow(), is.version(), manifest);
    newest.remove(new Name(is.namespace(), is.workflow()));
    return new WorkflowVersion(
        is.namespace(),
        is.workflow(),
        is.version(),
        is.digest(),
        is.text(),
        is.createdAt(),
        manifest);
  }

  /**
   * A version.
   *
   * @param version its number; null for the newest
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND}
   */
  public WorkflowVersion get(String namespace, String workflow, @Nullable Integer version) {
    return (version == null ? find(namespace, workflow) : store.find(namespace, workflow, version))
        .orElseThrow(() -> notFound(version == null ? workflow : workflow + " version " + version));
  }

  /** The newest version, if there is one. */
  Optional<WorkflowVersion> find(String namespace, String workflow) {
    if (newest.size() > MOST_NEWEST) {
      newest.clear();
    }
    // One that is read while another is deployed is removed by who deploys, after its commit.
    return Optional.ofNullable(
        newest.computeIfAbsent(
            new Name(namespace, workflow), name -> store.latest(namespace, workflow).orElse(null)));
  }

  /** The newest version of each workflow of all namespaces. */
  List<WorkflowVersion> all() {
    return store.listAll();
  }

  /**
   * What a qualifier means: a version's number, an alias, the version that a document gives itself,
   * or {@code latest}.
   *
   * @param qualifier null or empty for {@code latest}
   * @param key which version of an alias it is, the same for the same key; null to draw one
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND}
   */
  public WorkflowVersion resolve(
      String namespace, String workflow, @Nullable String qualifier, @Nullable String key) {
    if (qualifier == null || qualifier.isEmpty() || qualifier.equals(Qualifiers.LATEST)) {
      return get(namespace, workflow, null);
    }
    Integer number = Qualifiers.number(qualifier);
    if (number != null) {
      return get(namespace, workflow, number);
    }
    WorkflowAlias alias = store.alias(namespace, workflow, qualifier).orElse(null);
    if (alias != null) {
      double point = key == null ? chance.getAsDouble() : Weights.point(workflow, qualifier, key);
      return get(namespace, workflow, Weights.pick(alias.weights(), point));
    }
    return store.versions(namespace, workflow).stream()
        .filter(one -> programs.of(one, workflow).version().equals(qualifier))
        .findFirst()
        .orElseThrow(() -> notFound(workflow + ":" + qualifier));
  }

  /** The aliases of a workflow, by name. */
  public List<WorkflowAlias> aliases(String namespace, String workflow) {
    get(namespace, workflow, null);
    return store.aliases(namespace, workflow);
  }

  /**
   * Points an alias to versions.
   *
   * @param weights version to share
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND}, {@code INVALID_WEIGHTS} or {@code
   *     INVALID_NAME}
   */
  public WorkflowAlias setAlias(
      String namespace, String workflow, String name, @Nullable Map<String, Double> weights) {
    String alias = Names.require("alias", name);
    SortedMap<Integer, Double> parsed = Weights.parse(weights);
    parsed.keySet().forEach(version -> get(namespace, workflow, version));
    WorkflowAlias set = new WorkflowAlias(namespace, workflow, alias, parsed, clock.instant());
    store.setAlias(set);
    tell(namespace, workflow, null, Weights.sentence(alias, parsed));
    return set;
  }

  /**
   * Deletes an alias.
   *
   * @throws SluiceException {@code ALIAS_NOT_FOUND}
   */
  public void deleteAlias(String namespace, String workflow, String alias) {
    if (!store.removeAlias(namespace, workflow, alias)) {
      throw new SluiceException(
          ErrorCode.ALIAS_NOT_FOUND,
          "The workflow " + workflow + " has no alias " + alias + ".",
          "'sluice workflow get " + workflow + "' shows what it has.");
    }
    tell(namespace, workflow, null, "Deleted the alias '" + alias + "'.");
  }

  /** The newest version of each, by name. */
  public List<WorkflowVersion> list(String namespace) {
    return store.list(namespace);
  }

  /** All versions of one, the newest first. */
  public List<WorkflowVersion> versions(String namespace, String workflow) {
    get(namespace, workflow, null);
    return store.versions(namespace, workflow);
  }

  /** Removes one; executions that have begun go on. */
  public void delete(String namespace, String workflow) {
    if (!store.remove(namespace, workflow)) {
      throw notFound(workflow);
    }
    changed(namespace, workflow);
    tell(namespace, workflow, null, "Deleted.");
  }

  private void tell(String namespace, String workflow, @Nullable Integer version, String what) {
    log.write(
        new PlatformLog.Entry(
            namespace,
            LogOwner.workflow(workflow),
            version == null ? "" : version.toString(),
            "",
            Level.INFO,
            what));
  }

  static SluiceException notFound(String what) {
    return new SluiceException(
        ErrorCode.WORKFLOW_NOT_FOUND,
        "There is no workflow " + what + ".",
        "'sluice workflow list' shows those that are there.");
  }
}
