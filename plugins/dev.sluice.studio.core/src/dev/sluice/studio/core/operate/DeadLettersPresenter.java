package dev.sluice.studio.core.operate;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.Page;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.QueueClient;
import dev.sluice.studio.core.connection.ServerAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that were given up: read, run again, edited or not, and removed. UI thread only. */
public final class DeadLettersPresenter extends ListPresenter<Page<DeadLetterInfo>> {
  private static final int PAGE = 500;

  private final ServerAccess server;
  private final View opening;
  private @Nullable DeadLetterInfo opened;

  /** What the presenter tells the view. */
  public interface View extends ListView {

    /** Another dead letter is read; {@link #opened} tells which. */
    void openedChanged();
  }

  /** What is done to one dead letter. */
  private interface Action {
    void run(QueueClient queue, String id) throws IOException;
  }

  /** A presenter that has loaded nothing yet. */
  public DeadLettersPresenter(ServerAccess server, View view) {
    super(
        server,
        "Loading dead letters",
        client -> client.queue().deadLetters(DeadLetterRequest.of(null), PAGE, null),
        new Page<>(List.of(), null),
        view);
    this.server = server;
    this.opening = view;
  }

  /** What is shown, in the server's order. */
  public List<DeadLetterInfo> visible() {
    return polled.now().items().stream().filter(this::passes).toList();
  }

  /** The one that is read, with its event; null for none. */
  public @Nullable DeadLetterInfo opened() {
    return opened;
  }

  /** How many there are, or what the last action came to. */
  @Override
  public String summary() {
    if (!polled.message().isEmpty() || !polled.loaded()) {
      return polled.message();
    }
    int shown = visible().size();
    boolean more = polled.now().next() != null;
    return shown == 0 ? "No dead letters" : shown + (more ? "+" : "") + " given up";
  }

  /** Reads one with its event; null reads none. */
  public void open(@Nullable String id) {
    polled.quiet();
    if (id == null) {
      opened = null;
      opening.openedChanged();
      return;
    }
    server
        .calls()
        .startQuietly(
            "Reading a dead letter",
            client -> client.queue().deadLetter(id),
            found -> {
              opened = found;
              opening.openedChanged();
            },
            polled::refused);
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
        List.of(id),
        (queue, one) -> queue.redrive(one, event),
        "accepted again.");
  }

  /** Runs these again, as they are. */
  public void redrive(List<String> ids) {
    act("Redriving dead letters", ids, (queue, one) -> queue.redrive(one, null), "accepted again.");
  }

  /** Removes these; they cannot be brought back. */
  public void remove(List<String> ids) {
    act("Removing dead letters", ids, QueueClient::remove, "removed.");
  }

  private void act(String title, List<String> ids, Action action, String done) {
    List<String> wanted = List.copyOf(ids);
    polled.act(
        title,
        client -> {
          for (String id : wanted) {
            action.run(client.queue(), id);
          }
          return wanted.size();
        },
        count -> {
          opened = null;
          opening.openedChanged();
          return count + (count == 1 ? " dead letter was " : " dead letters were ") + done;
        });
  }

  private boolean passes(DeadLetterInfo info) {
    return says(
        info.function(),
        String.valueOf(info.association()),
        info.id(),
        info.trigger(),
        info.error() == null ? "" : info.error().code() + " " + info.error().message());
  }
}
