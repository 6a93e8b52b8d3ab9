package dev.sluice.studio.core.local;

import dev.sluice.client.LocalServer;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;

/**
 * The server of this machine: whether it runs, starting and stopping it, and its log. Confined to
 * the UI thread but for its jobs.
 */
public final class LocalServerPresenter {
  private final StudioSession session;
  private final ServerProcess process;
  private final LocalServerSettings settings;
  private final View view;
  private final LookJob looker;
  private Phase phase = Phase.STOPPED;
  private String sentence = "";
  private String trouble = "";

  /** How the server is. */
  public enum Phase {
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING
  }

  /** Who shows it. Called on the UI thread. */
  public interface View {
    /** Phase, sentence or trouble may have changed. */
    void stateChanged();

    /**
     * The log has gone on.
     *
     * @param anew whether it is another log than before
     */
    void logged(boolean anew, String text);
  }

  /**
   * A presenter that has not looked yet.
   *
   * @param preferences where program and options are kept
   * @param environment of this process
   */
  public LocalServerPresenter(
      StudioSession session,
      IEclipsePreferences preferences,
      Map<String, String> environment,
      View view) {
    this.session = session;
    this.process = new ServerProcess(LocalServer.defaultDataDirectory());
    this.settings = new LocalServerSettings(preferences, environment);
    this.view = view;
    this.looker = new LookJob(new LogTail(process.log()));
  }

  /** Looks how the server and its log are now. */
  public void look() {
    looker.schedule();
  }

  public Phase phase() {
    return phase;
  }

  /** What is the case, for people. */
  public String sentence() {
    return sentence;
  }

  /** What went wrong last; empty for nothing. */
  public String trouble() {
    return trouble;
  }

  /** Where the log is. */
  public Path log() {
    return process.log();
  }

  /** The program that was typed last or found; empty for none. */
  public String program() {
    return settings.program();
  }

  /** The options that were typed last. */
  public String options() {
    return settings.options();
  }

  /** What is wrong with a program; empty for nothing. */
  public static String problem(String program) {
    if (program.isBlank()) {
      return "Say where the program 'sluice' of the server's distribution is: in its folder bin.";
    }
    return LocalServerSettings.isProgram(program.strip())
        ? ""
        : "There is no program " + program.strip() + ".";
  }

  /** Starts a server. */
  public void start(String program, String options) {
    settings.keep(program.strip(), options.strip());
    work(Phase.STARTING, "Starting the server", () -> launch(program, options));
  }

  /** Stops the server that runs. */
  public void stop() {
    work(Phase.STOPPING, "Stopping the server", process::stop);
  }

  /** Stops the server that runs, and starts it again. */
  public void restart(String program, String options) {
    settings.keep(program.strip(), options.strip());
    work(
        Phase.STARTING,
        "Restarting the server",
        () -> {
          process.stop();
          launch(program, options);
        });
  }

  private void launch(String program, String options) throws IOException, InterruptedException {
    process.start(Path.of(program.strip()).toAbsolutePath(), LocalServerSettings.words(options));
  }

  /** What blocks. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void work(Phase during, String title, Work work) {
    show(during, title + "…", "");
    Job job =
        Job.create(
            title,
            monitor -> {
              String failed = "";
              try {
                work.run();
              } catch (IOException e) {
                failed = String.valueOf(e.getMessage());
              } catch (InterruptedException e) {
                failed = title + " was interrupted.";
              }
              String said = failed;
              Seen seen = see();
              session.ui().execute(() -> done(seen, said));
            });
    job.schedule();
  }

  private void done(Seen seen, String failed) {
    phase = Phase.STOPPED;
    trouble = failed;
    look(seen);
    if (phase == Phase.RUNNING) {
      connect();
    }
  }

  /** Whoever starts a server wants to use it, unless Studio is with another already. */
  private void connect() {
    if (session.server().link().status().phase() == ConnectionPhase.CONNECTED) {
      return;
    }
    try {
      session.server().settings().chooseLocal();
    } catch (IOException e) {
      trouble = String.valueOf(e.getMessage());
    }
    session.server().link().reconnect();
  }

  /** Whether a server runs, and what to say of that. */
  private record Seen(boolean runs, String sentence) {}

  private Seen see() {
    return process
        .running()
        .map(
            server ->
                new Seen(
                    true,
                    "The server runs at "
                        + server.url().getRawAuthority()
                        + " as process "
                        + server.process().pid()
                        + "."))
        .orElseGet(() -> new Seen(false, "No server runs on this machine."));
  }

  private void look(Seen seen) {
    if (phase != Phase.STARTING && phase != Phase.STOPPING) {
      show(
          seen.runs() ? Phase.RUNNING : Phase.STOPPED, seen.sentence(), seen.runs() ? "" : trouble);
    }
  }

  private void show(Phase now, String said, String wrong) {
    phase = now;
    sentence = said;
    trouble = wrong;
    view.stateChanged();
  }

  private final class LookJob extends Job {
    private final LogTail tail;

    LookJob(LogTail tail) {
      super("Looking at the server of this machine");
      this.tail = tail;
      setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
      Seen seen = see();
      LogTail.Added added = added();
      session
          .ui()
          .execute(
              () -> {
                look(seen);
                if (added.anew() || !added.text().isEmpty()) {
                  view.logged(added.anew(), added.text());
                }
              });
      return Status.OK_STATUS;
    }

    private LogTail.Added added() {
      try {
        return tail.next();
      } catch (IOException e) {
        return new LogTail.Added(false, "");
      }
    }
  }
}
