package dev.sluice.studio.core.operate;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.Page;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events that were given up: read, run again, edited or not, and removed. UI thread only. */
public final class DeadLettersPresenter {
  private static final int PAGE = 500;

  private final ServerAccess server;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private List<DeadLetterInfo> all = List.of();
  private @Nullable DeadLetterInfo opened;
  private String text = "";
  private boolean more;
  private boolean loading;
  private boolean loaded;
  private String message = "";

  /** What the presenter tells the view. */
  public interface View {

    /** Other dead letters, or another sentence. */
    void listChanged();

    /** Another dead letter is read; {@link #opened} tells which. */
    void openedChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** What is done to some dead letters; gives how many of them it was done to. */
  private interface Action {
    int run(SluiceClient client) throws IOException;
  }

  /** A presenter that has loaded nothing yet. */
  public DeadLettersPresenter(ServerAccess server, View view) {
    this.server = server;
    this.view = view;
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.link().forget(connection);
  }

  /**
   * Shows only some.
   *
   * @param part of the function's or association's name, of an id or of the error
   */
  public void filter(String part) {
    text = part.strip().toLowerCase(Locale.ROOT);
    view.listChanged();
  }

  /** What is shown, in the server's order. */
  public List<DeadLetterInfo> visible() {
    return text.isEmpty() ? all : all.stream().filter(this::says).toList();
  }

  /** The one that is read, with its event; null for none. */
  public @Nullable DeadLetterInfo opened() {
    return opened;
  }

  /** How many there are, or what the last action came to. */
  public String summary() {
    if (!message.isEmpty()) {
      return message;
    }
    if (!loaded) {
      return "";
    }
    int shown = visible().size();
    return shown == 0 ? "No dead letters" : shown + (more ? "+" : "") + " given up";
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (loading || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading dead letters",
            client -> client.queue().deadLetters(DeadLetterRequest.of(null), PAGE, null),
            this::loaded,
            failure -> {
              loading = false;
              refused(failure);
            });
  }

  private void loaded(Page<DeadLetterInfo> page) {
    loading = false;
    boolean same = loaded && all.equals(page.items());
    loaded = true;
    all = page.items();
    more = page.next() != null;
    if (!same) {
      view.listChanged();
    }
  }

  /** Reads one with its event; null reads none. */
  public void open(@Nullable String id) {
    message = "";
    if (id == null) {
      opened = null;
      view.openedChanged();
      return;
    }
    server
        .calls()
        .startQuietly(
            "Reading a dead letter",
            client -> client.queue().deadLetter(id),
            found -> {
              opened = found;
              view.openedChanged();
            },
            this::refused);
  }

  /**
   * Runs one again.
   *
   * @param edited the event to run instead; null for its own
   */
  public void redrive(String id, @Nullable String edited) {
    byte[] event = edited == null ? null : edited.getBytes(StandardCharsets.UTF_8);
    act(
        "Redriving a dead letter",
        client -> {
          client.queue().redrive(id, event);
          return 1;
        },
        "was accepted again.",
        "were accepted again.");
  }

  /** Runs these again, as they are. */
  public void redrive(List<String> ids) {
    List<String> wanted = new ArrayList<>(ids);
    act(
        "Redriving dead letters",
        client -> {
          for (String id : wanted) {
            client.queue().redrive(id, null);
          }
          return wanted.size();
        },
        "was accepted again.",
        "were accepted again.");
  }

  /** Removes these; they cannot be brought back. */
  public void remove(List<String> ids) {
    List<String> wanted = new ArrayList<>(ids);
    act(
        "Removing dead letters",
        client -> {
          for (String id : wanted) {
            client.queue().remove(id);
          }
          return wanted.size();
        },
        "was removed.",
        "were removed.");
  }

  private void act(String title, Action action, String one, String many) {
    server
        .calls()
        .start(
            title,
            action::run,
            done -> {
              message = done + (done == 1 ? " dead letter " + one : " dead letters " + many);
              opened = null;
              view.openedChanged();
              view.listChanged();
              refresh();
            },
            failure -> {
              refused(failure);
              refresh();
            });
  }

  private void refused(Failure failure) {
    message = failure.sentence();
    view.listChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      refresh();
    }
  }

  private boolean says(DeadLetterInfo info) {
    String whole =
        String.join(
            " ",
            info.function(),
            String.valueOf(info.association()),
            info.id(),
            info.trigger(),
            info.error() == null ? "" : info.error().code() + " " + info.error().message());
    return whole.toLowerCase(Locale.ROOT).contains(text);
  }
}
