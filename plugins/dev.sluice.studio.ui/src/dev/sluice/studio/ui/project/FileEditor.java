package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.file.TextFile;
import dev.sluice.studio.core.project.ProjectProblem;
import dev.sluice.studio.core.project.ProjectState;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.part.EditorPart;
import org.jspecify.annotations.Nullable;

/** The text of a file of this machine. Confined to the UI thread. */
public final class FileEditor extends EditorPart implements Projects.Listener {
  private Projects projects;
  private TextFile file;
  private MessageBar bar;
  private CodeText text;
  private String saved = "";
  private boolean loaded;
  private boolean saving;
  private boolean conflict;
  private int wantedLine;

  @Override
  public void init(IEditorSite site, IEditorInput input) {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
    projects = StudioServices.session().projects();
    file = new TextFile(((FileInput) input).path());
  }

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    bar = new MessageBar(parent, 1, "file.message");
    text = new CodeText(parent, getSite(), "file.text");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text.control());
    text.activateByFocus();
    text.readOnly(true);
    text.listen(now -> firePropertyChange(PROP_DIRTY));
    Spoken.as(text.control(), getEditorInput().getName());
    projects.listen(this);
    load();
  }

  private Path path() {
    return file.path();
  }

  /** Runs work with the file outside the UI thread, and hands on what it gave, or why it failed. */
  private <T> void work(String title, FileJob.Work<T> work, BiConsumer<@Nullable T, String> done) {
    FileJob.start(
        title + " " + getEditorInput().getName(),
        StudioServices.session().ui(),
        work,
        (answer, failed) -> {
          if (!text.control().isDisposed()) {
            done.accept(answer, failed);
          }
        });
  }

  private void load() {
    work(
        "Opening",
        file::read,
        (read, failed) -> {
          if (read == null) {
            bar.show(
                Tone.BAD,
                getEditorInput().getName() + " cannot be read: " + failed + ".",
                new Choice("Try Again", this::load));
            return;
          }
          conflict = false;
          loaded = true;
          saved = read;
          text.readOnly(false);
          text.show(read, Language.ofFile(getEditorInput().getName()));
          firePropertyChange(PROP_DIRTY);
          goToLine(wantedLine);
          projectsChanged();
        });
  }

  /** Puts the caret into a line, from 1, as soon as the text is there; 0 leaves it. */
  void goToLine(int line) {
    wantedLine = loaded ? 0 : line;
    if (loaded && line > 0) {
      text.goToLine(line);
    }
  }

  @Override
  public void projectsChanged() {
    if (text.control().isDisposed() || !loaded || conflict) {
      return;
    }
    Optional<ProjectProblem> first =
        projects.problems().stream().filter(each -> each.file().equals(path())).findFirst();
    if (first.isEmpty()) {
      bar.hide();
    } else {
      ProjectProblem problem = first.get();
      bar.show(
          problem.warning() ? Tone.WARN : Tone.BAD,
          "Line " + problem.line() + ": " + problem.sentence(),
          new Choice("Go to Line", () -> text.goToLine(problem.line())));
    }
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    // The platform wants to know before this returns, and the UI goes on meanwhile.
    save(false);
    UiThread.current().letGoOnUntil(() -> !saving);
    if (isDirty()) {
      monitor.setCanceled(true);
    }
  }

  private void save(boolean force) {
    if (!loaded || saving) {
      return;
    }
    saving = true;
    String now = text.text();
    work(
        "Saving",
        () -> file.write(now, force),
        (written, failed) -> {
          saving = false;
          conflict = !Boolean.TRUE.equals(written);
          if (written == null) {
            bar.show(
                Tone.BAD,
                "Not saved: "
                    + failed
                    + ". The text is still here; save again when that is mended.",
                new Choice("Save Again", () -> save(force)));
          } else if (written) {
            saved = now;
            firePropertyChange(PROP_DIRTY);
            projectsChanged();
            projects.saved(path());
          } else {
            bar.show(
                Tone.WARN,
                "Something else has changed this file. Reload drops your changes, Overwrite drops"
                    + " theirs.",
                new Choice("Reload", this::load),
                new Choice("Overwrite", () -> save(true)));
          }
        });
  }

  @Override
  public boolean isDirty() {
    return loaded && !text.text().equals(saved);
  }

  @Override
  public void doSaveAs() {
    throw new UnsupportedOperationException("a file keeps its place");
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public void setFocus() {
    text.setFocus();
  }

  @Override
  public void dispose() {
    saving = false;
    if (projects != null) {
      projects.forget(this);
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    if (adapter == FunctionRef.class) {
      return adapter.cast(
          projects
              .of(path())
              .flatMap(state -> function(state))
              .map(FunctionRef::latest)
              .orElse(null));
    }
    return super.getAdapter(adapter);
  }

  private Optional<String> function(ProjectState state) {
    return state.functionsOf(path()).stream().sorted().findFirst();
  }
}
