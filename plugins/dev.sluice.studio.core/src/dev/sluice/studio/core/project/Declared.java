package dev.sluice.studio.core.project;

import dev.sluice.manifest.Change;
import dev.sluice.manifest.CodeEntry;
import dev.sluice.manifest.Difference;
import dev.sluice.manifest.FunctionEntry;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.yaml.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a manifest declares.
 *
 * @param kind function, workflow, association ...
 * @param line of the manifest
 * @param code of a function, where that is a file or folder here; else null
 * @param codeLine of a function, the line of the manifest that its code's key is in
 * @param state how it differs from the server
 * @param about in what, possibly empty
 */
public record Declared(
    String kind,
    String name,
    int line,
    @Nullable Path code,
    int codeLine,
    State state,
    String about) {
  /** The kind that has code. */
  public static final String FUNCTION = "function";

  private static final String WORKFLOW = "workflow";

  /** How something that is declared differs from the server. */
  public enum State {
    UNKNOWN(""),
    SAME("same as latest"),
    DIFFERENT("differs"),
    ABSENT("not deployed");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** For people; empty where nobody knows. */
    public String words() {
      return words;
    }
  }

  /** All that a manifest declares, not compared yet. */
  static List<Declared> of(Manifest manifest) {
    List<Declared> all = new ArrayList<>();
    for (FunctionEntry entry : manifest.functions()) {
      CodeEntry code = entry.code();
      all.add(
          new Declared(
              FUNCTION,
              entry.name(),
              entry.place().line(),
              code.path(),
              code.place().line(),
              State.UNKNOWN,
              ""));
    }
    manifest.workflows().forEach(each -> all.add(of(WORKFLOW, each.name(), each.place())));
    manifest.associations().forEach(each -> all.add(of("association", each.name(), each.place())));
    Stream.of(manifest.sources(), manifest.sinks(), manifest.roles())
        .flatMap(List::stream)
        .forEach(each -> all.add(of(each.thing(), each.name(), each.place())));
    return all;
  }

  private static Declared of(String kind, String name, Place place) {
    return new Declared(kind, name, place.line(), null, place.line(), State.UNKNOWN, "");
  }

  /** Whether it is a function. */
  public boolean isFunction() {
    return kind.equals(FUNCTION);
  }

  /** Whether a file is its code, or part of it. */
  boolean has(Path file) {
    return code != null && file.startsWith(code);
  }

  /** The same with the state that a plan of all gives it. */
  Declared compared(List<Change> changes) {
    List<Change> own = changes.stream().filter(this::isAbout).toList();
    List<Change> work = own.stream().filter(each -> !each.isNothing()).toList();
    if (own.isEmpty()) {
      return with(State.UNKNOWN, "");
    }
    if (work.isEmpty()) {
      return with(State.SAME, "");
    }
    boolean absent =
        work.stream()
            .anyMatch(each -> each.function() == null && each.action() == Change.Action.create);
    return absent ? with(State.ABSENT, "") : with(State.DIFFERENT, words(work));
  }

  private static String words(List<Change> work) {
    return work.stream()
        .flatMap(
            change ->
                change.function() == null
                    ? change.differences().stream().map(Difference::field)
                    : Stream.of(change.kind() + " " + change.name()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Whether a change is of this, or of a version or an alias of it. */
  private boolean isAbout(Change change) {
    return change.function() == null
        ? change.kind().equals(kind) && change.name().equals(name)
        : change.function().equals(name) && (isFunction() || kind.equals(WORKFLOW));
  }

  /** The same with the state of another. */
  Declared as(Declared other) {
    return with(other.state, other.about);
  }

  private Declared with(State now, String in) {
    return new Declared(kind, name, line, code, codeLine, now, in);
  }
}
