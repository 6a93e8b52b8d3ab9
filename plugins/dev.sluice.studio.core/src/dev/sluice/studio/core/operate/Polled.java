package dev.sluice.studio.core.operate;

import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a view asks the server for again and again, what is done to it, and the sentence about what
 * was done last. Confined to the UI thread.
 */
public final class Polled<T> {
  private final ServerAccess server;
  private final String title;
  private final ServerCall<T> question;
  private final ListView view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private T now;
  private boolean loading;
  private boolean again;
  private boolean loaded;
  private String message = "";
  private boolean bad;

  /** Whether the sentence says that asking failed: the next answer makes it untrue. */
  private boolean unanswered;

  /**
   * Has asked for nothing yet.
   *
   * @param title of the question's job
   * @param nothing what is known before the first answer
   */
  public Polled(
      ServerAccess server, String title, ServerCall<T> question, T nothing, ListView view) {
    this.server = server;
    this.title = title;
    this.question = question;
    this.now = nothing;
    this.view = view;
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.link().forget(connection);
  }

  /** The last answer. */
  public T now() {
    return now;
  }

  /** Takes an answer that came with something else; it is not told to the view. */
  public void take(T answer) {
    now = answer;
    loaded = true;
  }

  /** Whether there was an answer yet from the server that Studio turned to last. */
  public boolean loaded() {
    return loaded;
  }

  /** What the last action came to; empty for nothing. */
  public String message() {
    return message;
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return bad;
  }

  /** Forgets what the last action came to. */
  public void quiet() {
    message = "";
    bad = false;
    unanswered = false;
  }

  /** Asks the server, if it is not being asked already; the view hears of other answers only. */
  public void refresh() {
    if (loading || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            title,
            question,
            this::answered,
            failure -> {
              loading = false;
              again = false;
              refused(failure);
              unanswered = true;
            });
  }

  /** Asks the server for something else than before; where it is being asked, once more. */
  public void ask() {
    again = loading;
    refresh();
  }

  private void answered(T answer) {
    loading = false;
    if (again) {
      again = false;
      refresh();
      return;
    }
    boolean same = loaded && !unanswered && now.equals(answer);
    loaded = true;
    now = answer;
    if (unanswered) {
      quiet();
    }
    if (!same) {
      view.listChanged();
    }
  }

  /**
   * Does something, and asks the server again.
   *
   * @param done says what it came to
   */
  public <A> void act(String job, ServerCall<A> call, Function<A, String> done) {
    act(job, call, done, failure -> {});
  }

  /**
   * As {@link #act(String, ServerCall, Function)}.
   *
   * @param failed is told first where it could not be done
   */
  public <A> void act(
      String job, ServerCall<A> call, Function<A, String> done, Consumer<Failure> failed) {
    server
        .calls()
        .start(
            job,
            call,
            answer -> {
              quiet();
              message = done.apply(answer);
              view.listChanged();
              refresh();
            },
            failure -> {
              failed.accept(failure);
              refused(failure);
              refresh();
            });
  }

  /** Says a sentence that is good news. */
  public void say(String sentence) {
    quiet();
    message = sentence;
    view.listChanged();
  }

  /** Says why something did not work. */
  public void refused(Failure failure) {
    message = failure.sentence();
    bad = true;
    unanswered = false;
    view.listChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    if (status.url() == null) {
      // The next server may be another, or another namespace of it.
      loaded = false;
    }
    view.connectionChanged(status);
    if (status.connected()) {
      // A question over an earlier connection may take its time to fail.
      loading = false;
      refresh();
    }
  }
}
