package dev.sluice.studio.core.editor;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.ValueSource;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Edits one function: keeps the draft beside what the server has, deploys it, and notices when
 * someone else has changed the function meanwhile. Confined to the UI thread.
 */
public final class FunctionEditorPresenter {
  private final String name;
  private final StudioSession session;
  private final View view;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final Runnable described = this::described;

  private @Nullable OpenedFunction base;
  private @Nullable FunctionDraft draft;
  private @Nullable DraftManifest manifest;

  /** A text of the manifest that cannot be read; null when the manifest is that of the draft. */
  private @Nullable String typed;

  private @Nullable ManifestProblem typedProblem;
  private boolean busy;
  private boolean missedEvent;

  /** What the presenter tells the editor. */
  public interface View {

    /** The draft was replaced as a whole: on opening, reloading and after a deploy. */
    void draftReplaced();

    /** {@link #dirty()}, {@link #problems()} or {@link #busy()} may have changed. */
    void stateChanged();

    /** Says something; null takes away what was said. */
    void notice(@Nullable Notice notice);

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter of this function, which is not yet loaded. */
  public FunctionEditorPresenter(String name, StudioSession session, View view) {
    this.name = name;
    this.session = session;
    this.view = view;
    session.server().feed().listen(events);
    session.server().link().listen(connection);
    session.descriptors().listen(described);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.server().feed().forget(events);
    session.server().link().forget(connection);
    session.descriptors().forget(described);
  }

  /** Loads the function, dropping changes. */
  public void reload() {
    busy = true;
    view.stateChanged();
    session
        .server()
        .calls()
        .start(
            "Opening " + name,
            client -> OpenedFunction.read(client, name),
            opened -> {
              adopt(opened, opened.draft());
              view.notice(null);
            },
            this::failed);
  }

  /** The function's name. */
  public String name() {
    return name;
  }

  /** What is in the editor; null until the function is loaded. */
  public @Nullable FunctionDraft draft() {
    return draft;
  }

  /** What the server has, as last known; null until the function is loaded. */
  public @Nullable FunctionInfo info() {
    return base == null ? null : base.info();
  }

  /** The files of an archive; empty when the code is text. */
  public List<String> files() {
    return base == null ? List.of() : base.files();
  }

  /** The runtimes to choose from: those of the server, and the function's own. */
  public List<String> runtimes() {
    return RuntimeNames.choices(session.server().link().status(), draft);
  }

  /** Whether a call of this editor is under way. */
  public boolean busy() {
    return busy;
  }

  /** Whether deploying would change something. */
  public boolean dirty() {
    return base != null && (typed != null || !base.draft().equals(draft));
  }

  /** What is wrong with the draft. */
  public Map<DraftField, String> problems() {
    return draft == null ? Map.of() : DraftCheck.problems(draft, descriptors());
  }

  /** What the server says of the fields. */
  public Descriptors descriptors() {
    return session.descriptors().now();
  }

  /**
   * The function as the text of a manifest: what was typed there, and else the draft, in whose
   * lines only those of changed fields differ from before. Empty until the function is loaded.
   */
  public String manifest() {
    if (typed != null) {
      return typed;
    }
    DraftManifest now = inSync();
    return now == null ? "" : now.text();
  }

  /** What is wrong with the text of the manifest, or with a field that it says. */
  public @Nullable ManifestProblem manifestProblem() {
    if (typed != null) {
      return typedProblem;
    }
    Map<DraftField, String> problems = problems();
    DraftManifest now = problems.isEmpty() ? null : inSync();
    if (now == null) {
      return null;
    }
    var first = problems.entrySet().iterator().next();
    return new ManifestProblem(now.line(first.getKey()), first.getValue());
  }

  private @Nullable DraftManifest inSync() {
    FunctionDraft now = draft;
    if (now == null) {
      return null;
    }
    manifest = manifest == null ? DraftManifest.of(name, now) : manifest.with(now);
    return manifest;
  }

  /**
   * Takes over the text of a manifest as it was typed. While it cannot be read, the draft stays
   * what it was.
   */
  public void typeManifest(String text) {
    FunctionDraft now = draft;
    if (now == null || text.equals(manifest())) {
      return;
    }
    ManifestReading.Result read = ManifestReading.read(name, text, now, descriptors());
    typedProblem = read.problem();
    typed = read.problem() == null ? null : text;
    if (read.draft() != null && read.manifest() != null) {
      manifest = read.manifest();
      draft = read.draft();
      view.draftReplaced();
    }
    view.stateChanged();
  }

  /** Changes the draft; ignored until the function is loaded. */
  public void change(UnaryOperator<FunctionDraft> change) {
    if (draft == null) {
      return;
    }
    FunctionDraft changed = change.apply(draft);
    if (!changed.equals(draft)) {
      draft = changed;
      typed = null;
      view.stateChanged();
    }
  }

  /**
   * Deploys the draft if the server still has what it was made from.
   *
   * @param finished told, when it is over, whether the draft was deployed
   */
  public void deploy(Consumer<Boolean> finished) {
    deploy(base == null ? null : base.info().revision(), finished);
  }

  /** Deploys the draft over whatever the server has. */
  public void overwrite() {
    deploy(null, deployed -> {});
  }

  /** Makes a version of what is deployed. */
  public void publish(String description) {
    busy = true;
    view.stateChanged();
    session
        .actions()
        .publish(
            name,
            description,
            version -> {
              settled();
              view.notice(
                  new Notice(Notice.Kind.DONE, "Published version " + version.version() + "."));
            },
            this::failed);
  }

  private void deploy(@Nullable Long revision, Consumer<Boolean> finished) {
    FunctionDraft sent = draft;
    if (sent == null || busy) {
      finished.accept(false);
      return;
    }
    Map<DraftField, String> problems = problems();
    if (typed != null) {
      view.notice(new Notice(Notice.Kind.FAILED, "The manifest, " + typedProblem));
      finished.accept(false);
      return;
    }
    if (!problems.isEmpty()) {
      view.notice(new Notice(Notice.Kind.FAILED, problems.values().iterator().next()));
      finished.accept(false);
      return;
    }
    busy = true;
    view.stateChanged();
    // Overwriting sends the code in any case: the server's may be someone else's by now.
    FunctionSpec spec = spec(sent, revision == null);
    session
        .server()
        .calls()
        .start(
            "Deploying " + name,
            client -> client.replaceFunction(name, spec, revision),
            info -> {
              deployed(info, sent);
              finished.accept(true);
            },
            failure -> {
              failed(failure);
              finished.accept(false);
            });
  }

  private void deployed(FunctionInfo info, FunctionDraft sent) {
    List<String> files = base == null ? List.of() : base.files();
    OpenedFunction now = new OpenedFunction(info, sent.code(), files);
    FunctionDraft current = draft;
    // What was typed while the deploy was under way stays in the editor, as a change.
    adopt(now, sent.equals(current) || current == null ? now.draft() : current);
    session.catalog().put(info);
    view.notice(new Notice(Notice.Kind.DONE, "Deployed."));
  }

  private void adopt(OpenedFunction opened, FunctionDraft now) {
    boolean replaced = !Objects.equals(draft, now);
    base = opened;
    draft = now;
    typed = replaced ? null : typed;
    if (replaced) {
      view.draftReplaced();
    }
    settled();
  }

  private void failed(Failure failure) {
    settled();
    if (failure.is(ErrorCode.PRECONDITION_FAILED)) {
      view.notice(conflict());
    } else if (failure.is(ErrorCode.FUNCTION_NOT_FOUND)) {
      view.notice(gone());
    } else {
      view.notice(new Notice(Notice.Kind.FAILED, failure.sentence()));
    }
  }

  private void settled() {
    busy = false;
    view.stateChanged();
    if (missedEvent) {
      missedEvent = false;
      lookForNewer();
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected() && !busy) {
      if (base == null) {
        reload();
      } else {
        lookForNewer();
      }
    }
  }

  private void described() {
    view.stateChanged();
  }

  private void liveEvents(List<LiveEvent> batch) {
    boolean ours =
        batch.stream().anyMatch(e -> e.topic().equals("functions") && e.function().equals(name));
    if (!ours) {
      return;
    }
    if (busy) {
      missedEvent = true;
    } else if (base != null) {
      lookForNewer();
    }
  }

  private void lookForNewer() {
    session
        .server()
        .calls()
        .startQuietly(
            "Checking " + name,
            client -> OpenedFunction.read(client, name),
            this::newer,
            this::checkFailed);
  }

  private void newer(OpenedFunction found) {
    OpenedFunction known = base;
    if (busy) {
      missedEvent = true;
      return;
    }
    if (known == null || found.info().revision() <= known.info().revision()) {
      return;
    }
    if (found.draft().equals(known.draft())) {
      // Published, enabled or disabled: nothing that is edited here.
      base = found;
      view.stateChanged();
    } else if (dirty()) {
      view.notice(conflict());
    } else {
      adopt(found, found.draft());
      view.notice(new Notice(Notice.Kind.DONE, "Reloaded: it was changed elsewhere."));
    }
  }

  private void checkFailed(Failure failure) {
    if (failure.is(ErrorCode.FUNCTION_NOT_FOUND)) {
      view.notice(gone());
    }
  }

  private Notice conflict() {
    return new Notice(
        Notice.Kind.CONFLICT,
        "Someone else has changed "
            + name
            + ". Reload drops your changes, Overwrite drops theirs.");
  }

  private Notice gone() {
    return new Notice(Notice.Kind.GONE, name + " was deleted on the server.");
  }

  private FunctionSpec spec(FunctionDraft sent, boolean withCode) {
    boolean sameCode = base != null && Objects.equals(base.code(), sent.code());
    String code = sameCode && !withCode ? null : sent.code();
    FunctionSpec edited =
        new FunctionSpec(
            name,
            sent.runtime(),
            sent.handler().strip(),
            code == null ? null : CodeSource.ofInline(code),
            sent.limits().memoryMiB(),
            Double.valueOf(sent.limits().timeout().strip()),
            map(sent.environment()),
            map(sent.labels()),
            sent.description());
    Map<String, ValueSource> from = new LinkedHashMap<>();
    sent.environmentFrom().forEach(it -> from.put(it.variable(), it.source()));
    return sent.limits()
        .addTo(edited)
        .withEnvironmentFrom(from)
        .withAsync(sent.async().spec())
        .withBindings(sent.bindings())
        .withRole(sent.policy().spokenRole())
        .withLogRetention(sent.policy().spokenDays());
  }

  private static Map<String, String> map(List<Entry> entries) {
    Map<String, String> map = new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
