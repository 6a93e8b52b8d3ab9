package dev.sluice.studio.core.project;

import dev.sluice.manifest.Manifest;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.project.ProjectProblem.Cause;
import dev.sluice.studio.core.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;

/**
 * The projects that are open: read, compared with the server and brought there by jobs. Confined to
 * the UI thread but for these.
 */
public final class Projects {
  private final ServerAccess server;
  private final Executor ui;
  private final Map<String, String> environment;
  private final ProjectList list;
  private final ProjectConsole console = new ProjectConsole(Clock.systemDefaultZone());
  private final ProblemBoard board = new ProblemBoard();
  private final Map<Project, Opened> opened = new LinkedHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Hears of changes, on the UI thread. */
  public interface Listener {
    /** Projects, what they have, its states or problems may have changed. */
    void projectsChanged();

    /** Something was done, or could not be done. */
    default void said(String sentence, boolean bad) {}
  }

  /** What is known of an open project. */
  private static final class Opened {
    private boolean deployOnSave;
    private ProjectReading reading = ProjectReading.NONE;
    private List<Declared> declared = List.of();
    private int deploying;
    private boolean looking;
    private boolean comparing;
    private boolean compareAgain;
    private final Waiting waiting = new Waiting();
  }

  /**
   * The projects of the last session.
   *
   * @param environment of this process, which new secrets can have their values from
   */
  public Projects(
      ServerAccess server,
      FunctionCatalog catalog,
      IEclipsePreferences preferences,
      Map<String, String> environment,
      Executor ui) {
    this.server = server;
    this.ui = ui;
    this.environment = Map.copyOf(environment);
    this.list = new ProjectList(preferences);
    list.read()
        .forEach(
            (project, onSave) -> {
              Opened one = new Opened();
              one.deployOnSave = onSave;
              opened.put(project, one);
            });
    server.link().listen(this::connectionChanged);
    server.feed().listen(new RunProblems(this, board)::take);
    catalog.listen(new Changes());
    opened.keySet().forEach(this::refresh);
  }

  /** Adds a listener. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** The projects as they are now, in the order in which they were opened. */
  public List<ProjectState> all() {
    return opened.keySet().stream().map(this::state).toList();
  }

  private ProjectState state(Project project) {
    Opened one = opened(project);
    return new ProjectState(
        project,
        one.declared,
        one.reading.files(),
        one.deployOnSave,
        one.deploying > 0,
        one.waiting.names().isPresent());
  }

  private Opened opened(Project project) {
    return opened.computeIfAbsent(project, unknown -> new Opened());
  }

  /** The project that a file lies in; the innermost, where one lies in another. */
  public Optional<ProjectState> of(Path file) {
    return opened.keySet().stream()
        .filter(project -> project.has(file))
        .max(java.util.Comparator.comparingInt(project -> project.folder().getNameCount()))
        .map(this::state);
  }

  /** What is wrong with all of them. */
  public List<ProjectProblem> problems() {
    return board.all();
  }

  /** What deploying and building said. */
  public ProjectConsole console() {
    return console;
  }

  /** Opens a folder, also one that is no project yet: what it lacks is a problem then. */
  public Project open(Path folder) {
    Project project = new Project(folder);
    if (!opened.containsKey(project)) {
      opened(project);
      keep();
    }
    refresh(project);
    return project;
  }

  /**
   * Makes a project with one function, and opens it.
   *
   * @param done told when it is there
   * @param failed told why it is not
   */
  public void create(
      Path folder, Template template, Consumer<Project> done, Consumer<String> failed) {
    Job.create(
            "Making the project " + folder.getFileName(),
            monitor -> {
              try {
                Project made = new NewProject(folder, template).make();
                ui.execute(() -> done.accept(open(made.folder())));
              } catch (IOException e) {
                String why = String.valueOf(e.getMessage());
                ui.execute(() -> failed.accept("The project is not made: " + why + "."));
              }
            })
        .schedule();
  }

  /** Closes a project; its files stay. */
  public void close(Project project) {
    opened.remove(project);
    board.forget(project);
    keep();
    findTwice();
    changed();
  }

  /** Says whether what is saved is deployed. */
  public void deployOnSave(Project project, boolean on) {
    opened(project).deployOnSave = on;
    keep();
    changed();
  }

  private void keep() {
    Map<Project, Boolean> all = new LinkedHashMap<>();
    opened.forEach((project, one) -> all.put(project, one.deployOnSave));
    list.write(all);
  }

  /** Reads all projects again, and compares them with the server. */
  public void refresh() {
    opened.keySet().forEach(this::refresh);
  }

  /** Reads a project again, and compares it with the server. */
  public void refresh(Project project) {
    Job job =
        Job.create(
            "Reading the project " + project.name(),
            monitor -> {
              ProjectReading reading = ProjectReading.read(project);
              ui.execute(() -> read(project, reading));
            });
    job.setSystem(true);
    job.setRule(new Turn("read", project));
    job.schedule();
  }

  /** Reads those projects again whose folder or manifest is another than it was. */
  public void look() {
    opened.forEach(
        (project, one) -> {
          // A disk that hangs is not asked again and again.
          if (!one.looking) {
            one.looking = true;
            look(project, one);
          }
        });
  }

  private void look(Project project, Opened one) {
    int known = one.reading.stamp();
    Job job =
        Job.create(
            "Looking at the project " + project.name(),
            monitor -> {
              boolean other = ProjectReading.stamp(project) != known;
              ui.execute(
                  () -> {
                    one.looking = false;
                    if (other) {
                      refresh(project);
                    }
                  });
            });
    job.setSystem(true);
    job.setRule(new Turn("read", project));
    job.schedule();
  }

  private void read(Project project, ProjectReading reading) {
    Opened one = opened.get(project);
    if (one == null) {
      return;
    }
    one.reading = reading;
    board.set(project, Cause.MANIFEST, "", reading.problems());
    Manifest manifest = reading.manifest();
    if (manifest != null) {
      one.declared = withStates(Declared.of(manifest), one.declared);
    }
    findTwice();
    changed();
    compare(project);
  }

  /** Until it is compared anew, what was known of each is likelier than nothing. */
  private static List<Declared> withStates(List<Declared> now, List<Declared> before) {
    return now.stream()
        .map(
            each ->
                before.stream()
                    .filter(old -> old.kind().equals(each.kind()) && old.name().equals(each.name()))
                    .findFirst()
                    .map(old -> each.as(old))
                    .orElse(each))
        .toList();
  }

  private void findTwice() {
    Map<Project, List<Declared>> functions = new LinkedHashMap<>();
    opened.forEach((project, one) -> functions.put(project, functions(one)));
    DeclaredTwice.find(functions)
        .forEach((project, twice) -> board.set(project, Cause.OTHER_PROJECT, "", twice));
  }

  private static List<Declared> functions(Opened one) {
    return one.declared.stream().filter(Declared::isFunction).toList();
  }

  private void compare(Project project) {
    Opened one = opened(project);
    if (one.comparing) {
      one.compareAgain = true;
      return;
    }
    Manifest manifest = one.reading.manifest();
    if (manifest == null || !server.link().status().connected()) {
      return;
    }
    one.comparing = true;
    String namespace = namespace();
    server
        .calls()
        .startQuietly(
            "Comparing " + project.name(),
            client -> Comparison.of(manifest, namespace, environment, client),
            compared -> compared(project, compared),
            failure -> compared(project, Comparison.unknown()));
  }

  private void compared(Project project, Comparison compared) {
    Opened one = opened.get(project);
    if (one == null) {
      return;
    }
    one.comparing = false;
    one.declared = one.declared.stream().map(each -> each.compared(compared.changes())).toList();
    board.set(
        project,
        Cause.COMPARISON,
        "",
        ProjectProblem.of(project, Cause.COMPARISON, compared.problems().found()));
    changed();
    if (one.compareAgain) {
      one.compareAgain = false;
      compare(project);
    }
  }

  /**
   * Brings a project to the server.
   *
   * @param names of some of its functions; empty for all that its manifest has
   */
  public void deploy(Project project, Set<String> names) {
    opened(project).deploying++;
    board.clear(project, names, Cause.DEPLOYMENT, Cause.BUILD, Cause.RUN);
    changed();
    Deployment deployment =
        new Deployment(
            project,
            names,
            namespace(),
            environment,
            line -> ui.execute(() -> console.say(project, line)));
    server
        .calls()
        .startInTurn(
            "Deploying " + project.name(),
            new Turn("deploy", project),
            deployment::run,
            done -> deployed(project, names, done),
            failure -> notDeployed(project, names, failure),
            () -> deployed(project, names, deployment.cancelled(0)));
  }

  /** Brings what waits for the server there, if anything does. */
  public void deployWaiting() {
    opened.forEach(
        (project, one) -> one.waiting.names().ifPresent(names -> deploy(project, names)));
  }

  private void deployed(Project project, Set<String> names, Deployed done) {
    Opened one = opened.get(project);
    if (one != null) {
      one.waiting.remove(names);
      // One that was asked for before may have found something since this one was.
      board.clear(project, names, Cause.DEPLOYMENT);
      done.problems().stream()
          .collect(
              Collectors.groupingBy(
                  each -> List.of(each.cause(), each.subject()),
                  LinkedHashMap::new,
                  Collectors.toList()))
          .values()
          .forEach(each -> board.set(project, each.get(0).cause(), each.get(0).subject(), each));
    }
    ended(project, done.sentence(project), !done.well());
    refresh(project);
  }

  private void notDeployed(Project project, Set<String> names, Failure failure) {
    boolean away = failure.problem() == null;
    String sentence =
        failure.sentence() + (away ? " The files are saved; deploy again when it is there." : "");
    Opened one = opened.get(project);
    if (one != null) {
      if (away) {
        one.waiting.add(names);
      } else {
        one.waiting.remove(names);
      }
      board.set(
          project,
          Cause.DEPLOYMENT,
          "",
          List.of(ProjectProblem.of(project, Cause.DEPLOYMENT, "", "Not deployed: " + sentence)));
    }
    ended(project, "Not deployed: " + sentence, true);
  }

  private void ended(Project project, String sentence, boolean bad) {
    Opened one = opened.get(project);
    if (one != null) {
      // It may have been closed and opened meanwhile.
      one.deploying = Math.max(0, one.deploying - 1);
    }
    console.say(project, sentence);
    changed();
    listeners.forEach(listener -> listener.said(sentence, bad));
  }

  /** A file was written by Studio: its project is read again, and deployed where that is wanted. */
  public void saved(Path file) {
    Path path = file.toAbsolutePath().normalize();
    of(path)
        .ifPresent(
            state -> {
              Set<String> functions = state.functionsOf(path);
              boolean manifest = path.equals(state.project().manifest());
              boolean document = path.toString().matches(".*\\.(ya?ml|json)");
              if (state.deployOnSave() && (!functions.isEmpty() || manifest || document)) {
                deploy(state.project(), functions);
              } else {
                refresh(state.project());
              }
            });
  }

  /** Asks for the versions of a function, newest first. */
  public void versions(String function, Consumer<List<Integer>> done, Consumer<String> failed) {
    server
        .calls()
        .start(
            "Loading versions of " + function,
            client ->
                client.versions().list(function, 100, null).items().stream()
                    .map(each -> each.version())
                    .toList(),
            done,
            failure -> failed.accept(failure.sentence()));
  }

  /** The function of a name, of each project that has it. */
  Map<Project, Declared> declaring(String function) {
    Map<Project, Declared> all = new LinkedHashMap<>();
    opened.forEach(
        (project, one) ->
            functions(one).stream()
                .filter(each -> each.name().equals(function))
                .findFirst()
                .ifPresent(each -> all.put(project, each)));
    return all;
  }

  List<FileEntry> files(Project project) {
    return opened(project).reading.files();
  }

  void changed() {
    listeners.forEach(Listener::projectsChanged);
  }

  private String namespace() {
    ConnectionStatus status = server.link().status();
    return status.caller() == null ? "" : status.caller().namespace();
  }

  private void connectionChanged(ConnectionStatus status) {
    for (Project project : opened.keySet()) {
      if (status.connected()) {
        compare(project);
      } else {
        Opened one = opened(project);
        one.declared = one.declared.stream().map(each -> each.compared(List.of())).toList();
      }
    }
    changed();
  }

  /** Compares again what somebody may have changed. */
  private final class Changes implements FunctionCatalog.Listener {
    @Override
    public void reloaded() {}

    @Override
    public void changed(Set<String> names) {
      opened.forEach(
          (project, one) -> {
            boolean own = functions(one).stream().anyMatch(each -> names.contains(each.name()));
            if (own && one.deploying == 0) {
              compare(project);
            }
          });
    }
  }
}
