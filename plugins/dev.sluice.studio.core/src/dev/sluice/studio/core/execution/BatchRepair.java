package dev.sluice.studio.core.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ExecutionBatch;
import dev.sluice.api.ExecutionBatchDone;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One repair of several executions: the server tells first what would become of each, then it is
 * done, to those alone that it would do something about. Confined to the UI thread.
 */
public final class BatchRepair {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final StudioSession session;
  private final Repair repair;
  private final View view;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private String data;
  private String state = "";
  private String wrong = "";
  private Phase phase = Phase.ASKING;
  private int asked;

  /** How far it is. */
  public enum Phase {
    /** The server is asked what would be done. */
    ASKING,
    /** It has told. */
    PREVIEWED,
    /** It cannot tell: something is missing or wrong. */
    REFUSED,
    /** It does it. */
    DOING,
    /** It has done it. */
    DONE
  }

  /** What the presenter tells the dialog. */
  public interface View {
    /** The rows or the phase are others. */
    void changed();
  }

  /**
   * An execution.
   *
   * @param name its business key, or else its id
   * @param now its status
   * @param becomes its status after that; empty where nothing is done
   * @param at names of the states that it is at after that
   * @param note why nothing is done, or why it failed; empty for neither
   * @param changes whether something would be done, or was
   */
  public record Row(
      String id,
      String workflow,
      String name,
      String now,
      String becomes,
      String at,
      String note,
      boolean changes) {}

  /** Has asked for nothing yet: {@link #preview} does. */
  public BatchRepair(
      StudioSession session, Repair repair, List<ExecutionInfo> executions, View view) {
    this.session = session;
    this.repair = repair;
    this.view = view;
    this.data = repair.data() == null ? "" : repair.data();
    for (ExecutionInfo info : executions) {
      String name = info.key() == null ? info.id() : info.key();
      rows.put(
          info.id(), new Row(info.id(), info.workflow(), name, info.status(), "", "", "", false));
    }
  }

  /** What is done. */
  public Repair repair() {
    return repair;
  }

  /** How far it is. */
  public Phase phase() {
    return phase;
  }

  /** The executions, as they were given. */
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** What the data and the name of the state are now; asks what would be done with these. */
  public void preview(String dataNow, String stateNow) {
    data = dataNow;
    state = stateNow.strip();
    int mine = ++asked;
    phase = Phase.ASKING;
    ExecutionFix how = fix("");
    if (how == null) {
      refused(mine, new Failure(wrong, null));
      return;
    }
    session
        .server()
        .calls()
        .startQuietly(
            "Asking what would be done",
            client -> client.workflows().fixAll(batch(how, List.copyOf(rows.keySet()), true)),
            told -> {
              if (mine == asked) {
                phase = Phase.PREVIEWED;
                told.items().forEach(item -> took(item, true));
                view.changed();
              }
            },
            failure -> refused(mine, failure));
    view.changed();
  }

  private void refused(int mine, Failure failure) {
    if (mine == asked) {
      phase = Phase.REFUSED;
      wrong = failure.sentence();
      view.changed();
    }
  }

  /** What is told to the server; null where the fields are wrong. */
  private @Nullable ExecutionFix fix(String why) {
    if (repair.takesState() && state.isEmpty()) {
      wrong = "Name the state that they go on at.";
      return null;
    }
    try {
      Object value = repair.data() == null ? null : JSON.readValue(data, Object.class);
      if (repair == Repair.DELIVER && !(value instanceof Map)) {
        wrong = "An event is a JSON object.";
        return null;
      }
      return repair.fix(why, value, state);
    } catch (JsonProcessingException e) {
      wrong = "The data is no JSON.";
      return null;
    }
  }

  private ExecutionBatch batch(ExecutionFix how, List<String> ids, boolean preview) {
    return new ExecutionBatch(
        repair.verb(), how, ids, null, null, null, null, null, null, preview ? true : null);
  }

  private void took(ExecutionBatchDone.Item item, boolean preview) {
    Row row = rows.get(item.id());
    if (row == null) {
      return;
    }
    String error = item.error();
    String status = item.status();
    // What it is after that is what it is, but in a preview of a change.
    String is = status == null || (preview && item.changed()) ? row.now() : status;
    String why = error != null ? error : repair.whyNot(is, state);
    String note = error == null && item.changed() ? "" : why;
    List<String> at = new ArrayList<>();
    if (item.changed() && item.tasks() != null) {
      item.tasks().forEach(pointer -> at.add(pointer.substring(pointer.lastIndexOf('/') + 1)));
    }
    String becomes = item.changed() && status != null ? status : "";
    rows.put(
        item.id(),
        new Row(
            row.id(),
            row.workflow(),
            row.name(),
            is,
            becomes,
            String.join(", ", at),
            note,
            item.changed()));
  }

  /** How many something would be done about, or was. */
  public long changing() {
    return rows.values().stream().filter(Row::changes).count();
  }

  /** Whether it can be done now. */
  public boolean possible() {
    return phase == Phase.PREVIEWED && changing() > 0;
  }

  /** How it stands, in a sentence. */
  public String sentence() {
    long changing = changing();
    long others = rows.size() - changing;
    String rest = others == 0 ? "" : "; " + others + " stay" + (others == 1 ? "s" : "") + " as is";
    return switch (phase) {
      case ASKING -> "Asking the server what would be done…";
      case REFUSED -> wrong;
      case PREVIEWED ->
          changing == 0
              ? "Nothing would be done about any of them."
              : count(changing) + " would change" + rest + ".";
      case DOING -> "Doing it…";
      case DONE -> count(changing) + " changed" + rest + ".";
    };
  }

  private static String count(long number) {
    return number + (number == 1 ? " execution" : " executions");
  }

  /** Whether something was not done that was to be done. */
  public boolean failed() {
    return phase == Phase.DONE && rows.values().stream().anyMatch(row -> !row.note().isEmpty());
  }

  /**
   * Does it.
   *
   * @param why for the history; may be empty
   */
  public void perform(String why) {
    ExecutionFix how = fix(why.strip());
    if (!possible() || how == null) {
      return;
    }
    // Those that nothing would be done about are not reported as failures of it.
    rows.values().removeIf(row -> !row.changes());
    phase = Phase.DOING;
    asked++;
    List<String> ids = List.copyOf(rows.keySet());
    session
        .server()
        .calls()
        .start(
            repair.title() + " of " + count(ids.size()),
            client -> client.workflows().fixAll(batch(how, ids, false)),
            done -> {
              phase = Phase.DONE;
              done.items().forEach(item -> took(item, false));
              view.changed();
            },
            failure -> {
              phase = Phase.REFUSED;
              wrong = failure.sentence();
              view.changed();
            });
    view.changed();
  }
}
