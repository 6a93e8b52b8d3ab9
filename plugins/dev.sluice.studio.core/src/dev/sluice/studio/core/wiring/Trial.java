package dev.sluice.studio.core.wiring;

import dev.sluice.api.RecentEventInfo;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries a filter and an input on the last events of the server, while they are being typed: one
 * question at a time, and always the newest. Confined to the UI thread.
 */
public final class Trial {
  private final ServerAccess server;
  private final Runnable changed;
  private List<RecentEventInfo> events = List.of();
  private @Nullable Failure failure;
  private @Nullable Question asked;
  private @Nullable Question next;
  private boolean answered;

  /**
   * What is asked.
   *
   * @param sources none for all
   * @param filter CloudEvents SQL; blank for every event
   * @param input jq; blank for the event itself
   */
  public record Question(List<String> sources, String filter, String input) {
    public Question {
      sources = List.copyOf(sources);
    }
  }

  /**
   * A trial that has asked nothing.
   *
   * @param changed is run when there is another answer
   */
  public Trial(ServerAccess server, Runnable changed) {
    this.server = server;
    this.changed = changed;
  }

  /** Asks, or asks again; while an answer is awaited, afterwards. */
  public void ask(Question question) {
    if (asked != null) {
      next = question;
      return;
    }
    if (!server.link().status().connected()) {
      return;
    }
    asked = question;
    server
        .calls()
        .startQuietly(
            "Trying a filter",
            client ->
                client
                    .events()
                    .recent(question.sources(), blank(question.filter()), blank(question.input())),
            answer -> done(answer, null),
            refused -> done(events, refused));
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text;
  }

  private void done(List<RecentEventInfo> answer, @Nullable Failure refused) {
    Question waiting = next;
    asked = null;
    next = null;
    events = answer;
    failure = refused;
    answered = true;
    changed.run();
    if (waiting != null) {
      ask(waiting);
    }
  }

  /** Forgets the answer: another association is looked at. */
  public void clear() {
    events = List.of();
    failure = null;
    answered = false;
  }

  /** The last events, the newest first. */
  public List<RecentEventInfo> events() {
    return events;
  }

  /** Why there is no answer to the last question, or null. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** Whether there was an answer. */
  public boolean answered() {
    return answered;
  }

  /** How many pass, in words. */
  public String summary() {
    long passed = events.stream().filter(RecentEventInfo::matches).count();
    if (!answered) {
      return "";
    }
    if (events.size() < 2) {
      return events.isEmpty()
          ? "no event came since the server started"
          : "the only event " + (passed == 1 ? "passes" : "does not pass");
    }
    return passed + " of the last " + events.size() + " events pass";
  }
}
