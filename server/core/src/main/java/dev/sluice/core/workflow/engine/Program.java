package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.jq.JqExpression;
import dev.sluice.flow.text.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workflow, compiled: its tasks and scopes in flat lists, the outermost scope first. Immutable;
 * thread-safe.
 *
 * @param definition the document as JSON, as expressions see it
 */
public record Program(
    JsonNode definition,
    List<Code> tasks,
    List<Scope> scopes,
    Shape input,
    Shape output,
    @Nullable Delay timeout) {
  /** After the task its scope is done. */
  static final int EXIT = -1;

  /** After the task the workflow is done. */
  static final int END = -2;

  public Program {
    tasks = List.copyOf(tasks);
    scopes = List.copyOf(scopes);
  }

  /** Compiles a document that is valid; {@code sluice workflow validate} tells more of it. */
  public static Program compile(JsonNode definition) throws InvalidDefinitionException {
    return new Compiler(definition).program();
  }

  /**
   * A duration as documents write them.
   *
   * @throws IllegalArgumentException with one sentence for people
   */
  public static Duration duration(JsonNode written) {
    try {
      return Delay.parse(written);
    } catch (RaisedException e) {
      throw new IllegalArgumentException(e.error().detail(), e);
    }
  }

  /** The name in the document. */
  public String name() {
    return definition.path("document").path("name").asText();
  }

  /** Names of the secrets that it uses. */
  public List<String> secrets() {
    List<String> names = new ArrayList<>();
    definition.path("use").path("secrets").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** A JSON pointer to a task in the document. */
  public String pointer(int task) {
    return tasks.get(task).pointer();
  }

  /** A task's name. */
  public String taskName(int task) {
    return tasks.get(task).name();
  }

  /** Tasks that a JSON pointer or a name means: none, one, or several of the same name. */
  public List<Integer> find(String reference) {
    boolean pointer = reference.startsWith("/");
    String unescaped = Pointer.key(reference);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      String is = pointer ? tasks.get(i).pointer() : tasks.get(i).name();
      if (is.equals(reference) || (pointer && is.equals(unescaped))) {
        found.add(i);
      }
    }
    return found;
  }

  /** Whether a task calls something outside, or a function that the document defines. */
  public boolean isCall(int task) {
    Work work = tasks.get(task).work();
    return work instanceof Work.Call || work instanceof Work.Use;
  }

  /**
   * What comes after a task.
   *
   * @param next as events of the history say it
   * @return the name of a task of the same list, {@code exit} or {@code end}
   */
  public String after(int task, int next) {
    for (int i = 0; i < scopes.size() && next != END; i++) {
      List<Integer> members = scopes.get(i).tasks();
      if (members.contains(task)) {
        boolean there = next >= 0 && next < members.size();
        return there ? tasks.get(members.get(next)).name() : i == 0 ? "end" : "exit";
      }
    }
    return "end";
  }

  /** One task without those around it, and without what is done to the workflow's data. */
  public Program alone(int task) {
    List<Scope> only = new ArrayList<>(scopes);
    only.set(0, new Scope(List.of(task)));
    return new Program(definition, tasks, only, Shape.NONE, Shape.NONE, null);
  }

  /** The version in the document. */
  public String version() {
    return definition.path("document").path("version").asText();
  }

  /**
   * Tasks that follow one another.
   *
   * @param tasks numbers of tasks
   */
  record Scope(List<Integer> tasks) {}

  /** What is done to data that comes in or goes out. */
  record Shape(@Nullable Schema schema, @Nullable Template change) {
    static final Shape NONE = new Shape(null, null);
  }

  /**
   * A task.
   *
   * @param pointer to it in the document
   * @param next the place of a task in its scope, or a directive; what comes after it
   * @param export what becomes the context
   */
  record Code(
      String name,
      String pointer,
      JsonNode definition,
      @Nullable JqExpression condition,
      Shape input,
      Shape output,
      Shape export,
      @Nullable Delay timeout,
      int next,
      Work work) {}
}
