package dev.sluice.studio.ui.operate;

import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.studio.core.operate.InvocationsPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.log.LogView;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchSite;
import org.jspecify.annotations.Nullable;

/** All about one invocation: its waterfall, numbers, error, log and replay. UI thread only. */
final class InvocationPane {
  private static final double MIB = 1024.0 * 1024;

  private final Composite pane;
  private final Label heading;
  private final Waterfall waterfall;
  private final StyledText facts;
  private final Button log;
  private final Button replay;
  private final Combo qualifier;
  private @Nullable InvocationInfo shown;

  InvocationPane(Composite parent, InvocationsPresenter presenter, IWorkbenchSite site) {
    pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(10, 8).spacing(6, 6).numColumns(3).applyTo(pane);
    heading = StudioIds.mark(new Label(pane, SWT.NONE), "invocations.heading");
    heading.setBackground(Ink.PAPER);
    heading.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(heading);
    waterfall = new Waterfall(pane);
    GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(waterfall.control());
    facts =
        StudioIds.mark(
            new StyledText(pane, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL),
            "invocations.facts");
    facts.setBackground(Ink.PAPER);
    facts.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    facts.setFont(JFaceResources.getTextFont());
    facts.setMargins(4, 4, 4, 4);
    GridDataFactory.fillDefaults().grab(true, true).span(3, 1).applyTo(facts);
    log = StudioIds.mark(new Button(pane, SWT.PUSH), "invocations.log");
    log.setText("Show Log");
    log.addListener(
        SWT.Selection,
        event -> {
          InvocationInfo info = shown;
          if (info != null) {
            LogView.reveal(site.getPage(), info.function(), info.id());
          }
        });
    replay = StudioIds.mark(new Button(pane, SWT.PUSH), "invocations.replay");
    replay.setText("Replay with");
    replay.setToolTipText("Run the same event again, with this version");
    qualifier = StudioIds.mark(new Combo(pane, SWT.DROP_DOWN), "invocations.qualifier");
    qualifier.setToolTipText("latest, a version or an alias");
    GridDataFactory.swtDefaults().hint(90, SWT.DEFAULT).applyTo(qualifier);
    replay.addListener(
        SWT.Selection,
        event -> {
          InvocationInfo info = shown;
          if (info != null) {
            String wanted = qualifier.getText().strip();
            presenter.replay(info, wanted.isEmpty() ? null : wanted);
          }
        });
    show(null);
  }

  /** Shows another invocation; null shows none. */
  void show(@Nullable InvocationInfo info) {
    shown = info;
    waterfall.show(info);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .span(3, 1)
        .hint(SWT.DEFAULT, waterfall.height())
        .applyTo(waterfall.control());
    waterfall.control().setVisible(info != null);
    enable();
    if (info == null) {
      heading.setText("No invocation selected");
      facts.setText("");
    } else {
      heading.setText(info.function() + ", version " + info.version());
      facts.setText(facts(info));
      qualifier.setItems("latest", info.version(), info.qualifier());
      qualifier.setText(info.qualifier());
    }
    pane.layout(true, true);
  }

  /** Greys what cannot be done: to none, or with this token. */
  void enable() {
    log.setEnabled(shown != null);
    Rights.invoke(replay, shown != null);
    Rights.invoke(qualifier, shown != null);
  }

  private static String facts(InvocationInfo info) {
    StringBuilder text = new StringBuilder();
    FunctionError error = info.error();
    if (error != null) {
      text.append(error.type()).append(": ").append(error.message()).append('\n');
      if (error.stack() != null) {
        error.stack().forEach(line -> text.append(line).append('\n'));
      }
      text.append('\n');
    }
    fact(text, "Id", info.id());
    fact(text, "Asked for", info.qualifier() + ", chosen by " + info.routedBy());
    fact(text, "Trigger", info.trigger());
    fact(text, "Accepted", Times.exact(info.createdAt()));
    if (info.attempts() != null) {
      fact(text, "Attempts", info.attempts().toString());
    }
    InvocationInfo.Usage usage = info.usage();
    if (usage != null) {
      fact(text, "Processor", Times.millis(usage.cpuMs()));
      fact(
          text,
          "Peak memory",
          String.format(Locale.ENGLISH, "%.1f MiB", usage.peakMemoryBytes() / MIB));
    }
    fact(text, "Event", info.requestBytes() + " bytes" + of(info.eventId()));
    if (info.resultBytes() != null) {
      fact(text, "Result", info.resultBytes() + " bytes");
    }
    if (info.replayOf() != null) {
      fact(text, "Replay of", info.replayOf());
    }
    return text.toString();
  }

  private static String of(@Nullable String event) {
    return event == null ? "" : ", id " + event;
  }

  private static void fact(StringBuilder text, String name, String value) {
    text.append(String.format("%-12s %s%n", name, value));
  }
}
