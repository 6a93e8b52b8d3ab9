package dev.sluice.studio.ui.log;

import dev.sluice.api.LogLine;
import dev.sluice.studio.core.log.LogLevel;
import dev.sluice.studio.core.log.LogNames;
import dev.sluice.studio.core.log.LogPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.LineStyleEvent;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;

/** Log lines with their levels in colour; the oldest go when there are too many. UI thread only. */
public final class LogText {
  private static final int SLACK = 1_000;
  private static final int TIME_COLUMN = 12;
  private static final int LEVEL_COLUMN = 5;
  private static final int OWNER_COLUMN = 18;
  private static final String GAP = "  ";

  /** Pixels that the rest of a long line is set in, to stand out from the levels of others. */
  private static final int HANGING = 16;

  private final StyledText text;
  private final @Nullable ZoneId zone;
  private final List<LogLine> rows = new ArrayList<>();
  private boolean follow = true;
  private boolean owners;

  /**
   * An empty log.
   *
   * @param zone whose times are shown; null shows none, for a log of a moment
   */
  public LogText(Composite parent, int style, @Nullable ZoneId zone, String id) {
    this.zone = zone;
    text =
        StudioIds.mark(
            new StyledText(
                parent, style | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | scroll(style)),
            id);
    text.setFont(JFaceResources.getTextFont());
    text.setMargins(6, 4, 6, 4);
    if ((style & SWT.WRAP) != 0) {
      text.setWrapIndent(HANGING);
    }
    text.setBackground(Ink.PAPER);
    text.addLineStyleListener(this::style);
    text.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
  }

  private static int scroll(int style) {
    return (style & SWT.WRAP) != 0 ? SWT.NONE : SWT.H_SCROLL;
  }

  /** The widget. */
  public Control control() {
    return text;
  }

  /** Whether new lines are scrolled into sight. */
  public void follow(boolean now) {
    follow = now;
    if (now) {
      scrollToEnd();
    }
  }

  /** Whether lines say whose they are; before the first is added. */
  public void nameOwners(boolean now) {
    owners = now;
  }

  /** The line that the caret is in; null for none. */
  public @Nullable LogLine lineAtCaret() {
    int index = text.getLineAtOffset(text.getCaretOffset());
    return index < rows.size() ? rows.get(index) : null;
  }

  /** What is selected, or else this line as it was written. */
  String copied(LogLine line) {
    return text.getSelectionCount() > 0 ? text.getSelectionText() : line.text();
  }

  /** What is selected, or else all of it. */
  public String content() {
    return text.getSelectionCount() > 0 ? text.getSelectionText() : text.getText();
  }

  /** Is told when the user scrolls. */
  public void onScroll(Runnable listener) {
    text.getVerticalBar().addListener(SWT.Selection, e -> listener.run());
    text.addListener(SWT.MouseWheel, e -> listener.run());
    text.addListener(SWT.KeyUp, e -> listener.run());
  }

  /** How many lines are shown. */
  public int size() {
    return rows.size();
  }

  /** Whether the first line is in sight. */
  public boolean atTop() {
    return text.getTopIndex() == 0;
  }

  /** Removes all lines. */
  public void clear() {
    rows.clear();
    text.setText("");
  }

  /** Adds lines before the first; those in sight stay where they are. */
  public void prepend(List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    StringBuilder added = new StringBuilder();
    for (LogLine line : lines) {
      write(line, added).append('\n');
    }
    int top = text.getTopIndex();
    text.setRedraw(false);
    try {
      rows.addAll(0, lines);
      text.replaceTextRange(0, 0, added.toString());
      text.setTopIndex(top + lines.size());
    } finally {
      text.setRedraw(true);
    }
  }

  /** Adds lines at the end. */
  public void append(List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    // What is read by scrolling back stays until the end is followed again.
    int most = follow ? LogPresenter.LIMIT : LogPresenter.MOST;
    List<LogLine> kept = lines.subList(Math.max(0, lines.size() - most), lines.size());
    text.setRedraw(false);
    try {
      trim(most - kept.size());
      StringBuilder added = new StringBuilder();
      for (LogLine line : kept) {
        if (!rows.isEmpty() || added.length() > 0) {
          added.append('\n');
        }
        write(line, added);
      }
      rows.addAll(kept);
      text.replaceTextRange(text.getCharCount(), 0, added.toString());
      if (follow) {
        scrollToEnd();
      }
    } finally {
      text.setRedraw(true);
    }
  }

  /** Lets so many of the newest lines stay, or some less, so that it need not be done each time. */
  private void trim(int most) {
    if (rows.size() <= most) {
      return;
    }
    int over = rows.size() - Math.max(0, most - SLACK);
    if (over >= rows.size()) {
      clear();
    } else {
      rows.subList(0, over).clear();
      text.replaceTextRange(0, text.getOffsetAtLine(over), "");
    }
  }

  private StringBuilder write(LogLine line, StringBuilder added) {
    if (zone != null) {
      time(line.time().atZone(zone).toLocalTime(), added);
      added.append(GAP);
    }
    column(LogLevel.of(line).name(), LEVEL_COLUMN, added);
    if (owners) {
      column(LogNames.words(line.owner()), OWNER_COLUMN, added);
    }
    return added.append(oneLine(line.text()));
  }

  /** Like 09:05:07.123; a formatter takes most of what a line costs. */
  private static void time(LocalTime time, StringBuilder added) {
    digits(time.getHour(), 10, added).append(':');
    digits(time.getMinute(), 10, added).append(':');
    digits(time.getSecond(), 10, added).append('.');
    digits(time.getNano() / 1_000_000, 100, added);
  }

  private static StringBuilder digits(int number, int highest, StringBuilder added) {
    for (int place = highest; place > 0; place /= 10) {
      added.append((char) ('0' + number / place % 10));
    }
    return added;
  }

  private static void column(String word, int width, StringBuilder added) {
    added.append(word).append(" ".repeat(Math.max(0, width - word.length()))).append(GAP);
  }

  /** Called for what is drawn only: lines come by the thousand, and few are ever seen. */
  private void style(LineStyleEvent event) {
    int index = text.getLineAtOffset(event.lineOffset);
    if (index >= rows.size()) {
      return;
    }
    LogLine line = rows.get(index);
    LogLevel level = LogLevel.of(line);
    List<StyleRange> styles = new ArrayList<>();
    int at = event.lineOffset;
    if (zone != null) {
      at = style(at, TIME_COLUMN, Ink.FAINT, SWT.NORMAL, styles);
    }
    int weight = level.compareTo(LogLevel.WARN) >= 0 ? SWT.BOLD : SWT.NORMAL;
    at = style(at, LEVEL_COLUMN, ink(level), weight, styles);
    if (owners) {
      int width = Math.max(OWNER_COLUMN, LogNames.words(line.owner()).length());
      at = style(at, width, Ink.LINK, SWT.NORMAL, styles);
    }
    boolean aside = "platform".equals(line.stream()) && level.compareTo(LogLevel.WARN) < 0;
    Color color = aside ? Ink.FAINT : textInk(level);
    int rest = event.lineOffset + event.lineText.length() - at;
    if (color != null && rest > 0) {
      styles.add(new StyleRange(at, rest, color, null));
    }
    event.styles = styles.toArray(StyleRange[]::new);
  }

  /** Colours a column; returns where the next one begins. */
  private static int style(int at, int width, Color color, int weight, List<StyleRange> styles) {
    styles.add(new StyleRange(at, width, color, null, weight));
    return at + width + GAP.length();
  }

  /** A row is a line here, whatever the function wrote. */
  private static String oneLine(String written) {
    return written.indexOf('\n') < 0 && written.indexOf('\r') < 0
        ? written
        : written.replace('\n', ' ').replace('\r', ' ');
  }

  private static Color ink(LogLevel level) {
    return switch (level) {
      case DEBUG -> Ink.FAINT;
      case INFO -> Ink.GOOD;
      case WARN -> Ink.WARN;
      case ERROR -> Ink.BAD;
    };
  }

  private static @Nullable Color textInk(LogLevel level) {
    return switch (level) {
      case DEBUG -> Ink.FAINT;
      case INFO -> null;
      case WARN -> Ink.WARN;
      case ERROR -> Ink.BAD;
    };
  }

  private void scrollToEnd() {
    text.setTopIndex(text.getLineCount() - 1);
  }
}
