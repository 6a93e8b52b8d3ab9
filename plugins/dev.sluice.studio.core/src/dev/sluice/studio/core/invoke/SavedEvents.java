package dev.sluice.studio.core.invoke;

import dev.sluice.studio.core.invoke.SavedEventFiles.Found;
import dev.sluice.studio.core.invoke.SavedEventFiles.Shelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * The saved events of one function at a time, and the one of them that was chosen last. Files are
 * read and written by jobs, one after the other. Confined to the UI thread.
 */
public final class SavedEvents {
  private static final ISchedulingRule ONE_BY_ONE = new OneByOne();

  private final SavedEventFiles files;
  private final Executor ui;
  private final View view;
  private @Nullable Shelf shelf;
  private List<SavedEvent> events = List.of();
  private @Nullable String chosen;

  /** What is told of saved events. */
  public interface View {

    /** The events, or which of them is chosen, have changed. */
    void savedChanged();

    /** Something went wrong with their file: a sentence. */
    void savedTrouble(String sentence);
  }

  /**
   * Those of no function yet.
   *
   * @param ui runs what it is given on the UI thread, in order
   */
  SavedEvents(SavedEventFiles files, Executor ui, View view) {
    this.files = files;
    this.ui = ui;
    this.view = view;
  }

  /** Turns to a function. */
  void turnTo(Shelf other) {
    if (other.equals(shelf)) {
      return;
    }
    shelf = other;
    events = List.of();
    chosen = null;
    view.savedChanged();
    work(other, () -> files.read(other));
  }

  /** Whether events can be saved: the function, and whose it is, are known. */
  public boolean ready() {
    return shelf != null;
  }

  /** The events, in the order in which they were saved. */
  public List<SavedEvent> all() {
    return events;
  }

  /** The event that was chosen or saved last. */
  public Optional<SavedEvent> chosen() {
    return find(chosen);
  }

  /** Remembers which event the payload is. */
  public void choose(SavedEvent event) {
    chosen = event.name();
    view.savedChanged();
  }

  /** What is wrong with a name for another event; null when nothing is. */
  public @Nullable String problem(String name) {
    String stripped = name.strip();
    return find(stripped).isPresent()
        ? "There is a saved event of this name. Choose it to change it."
        : SavedEvent.problem(stripped);
  }

  /** Saves a payload under a name; an event of this name gets it instead of its own. */
  public void save(String name, Payload payload) {
    SavedEvent event = new SavedEvent(name.strip(), payload);
    chosen = event.name();
    edit(
        now ->
            find(event.name(), now).isEmpty()
                ? added(now, event)
                : replaced(now, event.name(), event));
  }

  /** Gives the chosen event another name. */
  public void rename(String name) {
    chosen()
        .ifPresent(
            event -> {
              SavedEvent renamed = new SavedEvent(name.strip(), event.payload());
              chosen = renamed.name();
              edit(now -> replaced(now, event.name(), renamed));
            });
  }

  /** Deletes the chosen event. */
  public void delete() {
    chosen()
        .ifPresent(
            event -> {
              chosen = null;
              edit(now -> now.stream().filter(each -> !each.name().equals(event.name())).toList());
            });
  }

  private Optional<SavedEvent> find(@Nullable String name) {
    return name == null ? Optional.empty() : find(name, events);
  }

  private static Optional<SavedEvent> find(String name, List<SavedEvent> in) {
    return in.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static List<SavedEvent> added(List<SavedEvent> now, SavedEvent event) {
    List<SavedEvent> more = new ArrayList<>(now);
    more.add(event);
    return more;
  }

  private static List<SavedEvent> replaced(List<SavedEvent> now, String name, SavedEvent event) {
    return now.stream().map(each -> each.name().equals(name) ? event : each).toList();
  }

  private void edit(UnaryOperator<List<SavedEvent>> change) {
    Shelf now = shelf;
    if (now != null) {
      work(now, () -> files.edit(now, change));
    }
  }

  private interface Work {
    Found run() throws IOException;
  }

  private void work(Shelf whose, Work work) {
    Job job =
        Job.create(
            "Saved events of " + whose.function(),
            monitor -> {
              try {
                Found found = work.run();
                ui.execute(() -> show(whose, found));
              } catch (IOException e) {
                ui.execute(() -> view.savedTrouble(sentence(whose, e)));
              }
            });
    job.setSystem(true);
    job.setRule(ONE_BY_ONE);
    job.schedule();
  }

  private void show(Shelf whose, Found found) {
    if (found.notice() != null) {
      view.savedTrouble(found.notice());
    }
    if (whose.equals(shelf)) {
      events = found.events();
      view.savedChanged();
    }
  }

  private static String sentence(Shelf whose, IOException e) {
    return "The saved events of "
        + whose.function()
        + " cannot be read or written on this machine: "
        + e.getMessage()
        + ".";
  }

  private static final class OneByOne implements ISchedulingRule {
    @Override
    public boolean contains(ISchedulingRule rule) {
      return rule == this;
    }

    @Override
    public boolean isConflicting(ISchedulingRule rule) {
      return rule == this;
    }
  }
}
