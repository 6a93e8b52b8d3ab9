package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.execution.ExecutionsPresenter.Filter;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Which executions are listed: by workflow, status, time, key and state. */
final class ExecutionFilters {
  private static final String ANY_STATUS = "any status";
  private static final String ANY_TIME = "any time";
  private static final List<String> STATUSES =
      List.of("running", "suspended", "completed", "faulted", "cancelled");

  /** In the order in which they are offered. */
  private static final Map<String, Duration> AGES = ages();

  private final Composite row;
  private final Text workflow;
  private final Combo status;
  private final Combo time;
  private final Text key;
  private final Text state;

  /**
   * Fields above a list.
   *
   * @param wanted is told which, whenever that is another
   */
  ExecutionFilters(Composite parent, Consumer<Filter> wanted) {
    row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(5).margins(6, 4).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    workflow = text("executions.filter", "Filter by workflow", "A part of the workflow's name");
    status = choice("executions.status", "Status", ANY_STATUS, STATUSES);
    time = choice("executions.time", "Time", ANY_TIME, new ArrayList<>(AGES.keySet()));
    key = text("executions.key", "Business key", "The whole key that they were started with");
    state =
        text(
            "executions.state",
            "At state",
            "Those that are at this state, or stand still at it: its name");
    Runnable changed = () -> wanted.accept(filter());
    for (Text text : List.of(workflow, key, state)) {
      text.addListener(SWT.Modify, e -> changed.run());
    }
    status.addListener(SWT.Selection, e -> changed.run());
    time.addListener(SWT.Selection, e -> changed.run());
  }

  private static Map<String, Duration> ages() {
    Map<String, Duration> ages = new LinkedHashMap<>();
    ages.put("last 15 minutes", Duration.ofMinutes(15));
    ages.put("last hour", Duration.ofHours(1));
    ages.put("last 24 hours", Duration.ofDays(1));
    ages.put("last 7 days", Duration.ofDays(7));
    return ages;
  }

  private Text text(String id, String message, String tip) {
    Text text = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(text, id);
    text.setMessage(message);
    text.setToolTipText(tip);
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(80, SWT.DEFAULT)
        .applyTo(text);
    return text;
  }

  private Combo choice(String id, String name, String any, List<String> some) {
    Combo choice = StudioIds.mark(new Combo(row, SWT.READ_ONLY), id);
    Spoken.as(choice, name);
    choice.add(any);
    some.forEach(choice::add);
    choice.select(0);
    return choice;
  }

  private Filter filter() {
    @Nullable String wanted = ANY_STATUS.equals(status.getText()) ? null : status.getText();
    return new Filter(
        workflow.getText(), wanted, AGES.get(time.getText()), key.getText(), state.getText());
  }
}
