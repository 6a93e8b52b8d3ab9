package dev.sluice.studio.ui.log;

import dev.sluice.api.LogLine;
import dev.sluice.studio.core.log.LogLevel;
import dev.sluice.studio.core.log.LogPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;

/** Log lines with their levels in colour; the oldest go when there are too many. UI thread only. */
public final class LogText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** Pixels that the rest of a long line is set in, to stand out from the levels of others. */
  private static final int HANGING = 16;

  private final StyledText text;
  private final @Nullable DateTimeFormatter time;
  private final List<LogLine> rows = new ArrayList<>();
  private boolean follow = true;
  private boolean functions;

  /**
   * An empty log.
   *
   * @param zone whose times are shown; null shows none, for a log of a moment
   */
  public LogText(Composite parent, int style, @Nullable ZoneId zone, String id) {
    time = zone == null ? null : TIME.withZone(zone);
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

  /** Whether new lines name their function. */
  public void nameFunctions(boolean now) {
    functions = now;
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
    List<StyleRange> styles = new ArrayList<>();
    for (LogLine line : lines) {
      append(line, 0, added, styles);
      added.append('\n');
    }
    int top = text.getTopIndex();
    text.setRedraw(false);
    try {
      text.replaceTextRange(0, 0, added.toString());
      text.replaceStyleRanges(0, added.length(), styles.toArray(StyleRange[]::new));
      rows.addAll(0, lines);
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
    StringBuilder added = new StringBuilder();
    List<StyleRange> styles = new ArrayList<>();
    int start = text.getCharCount();
    for (LogLine line : lines) {
      if (start + added.length() > 0) {
        added.append('\n');
      }
      append(line, start, added, styles);
    }
    text.setRedraw(false);
    try {
      text.replaceTextRange(start, 0, added.toString());
      text.replaceStyleRanges(start, added.length(), styles.toArray(StyleRange[]::new));
      rows.addAll(lines);
      trim();
      if (follow) {
        scrollToEnd();
      }
    } finally {
      text.setRedraw(true);
    }
  }

  private void append(LogLine line, int start, StringBuilder added, List<StyleRange> styles) {
    LogLevel level = LogLevel.of(line);
    int from = start + added.length();
    if (time != null) {
      added.append(time.format(line.time())).append("  ");
      styles.add(new StyleRange(from, start + added.length() - from, Ink.FAINT, null));
    }
    int levelFrom = start + added.length();
    added.append(String.format("%-5s", level)).append("  ");
    StyleRange mark =
        new StyleRange(levelFrom, start + added.length() - levelFrom, ink(level), null);
    mark.fontStyle = level.compareTo(LogLevel.WARN) >= 0 ? SWT.BOLD : SWT.NORMAL;
    styles.add(mark);
    if (functions) {
      int functionFrom = start + added.length();
      added.append(String.format("%-18s", line.function())).append("  ");
      int length = start + added.length() - functionFrom;
      styles.add(new StyleRange(functionFrom, length, Ink.LINK, null));
    }
    int textFrom = start + added.length();
    added.append(oneLine(line.text()));
    Color color = "platform".equals(line.stream()) ? Ink.FAINT : textInk(level);
    if (color != null) {
      styles.add(new StyleRange(textFrom, start + added.length() - textFrom, color, null));
    }
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

  private void trim() {
    // What is read by scrolling back stays until the end is followed again.
    int over = rows.size() - (follow ? LogPresenter.LIMIT : LogPresenter.MOST);
    if (over > 0) {
      text.replaceTextRange(0, text.getOffsetAtLine(over), "");
      rows.subList(0, over).clear();
    }
  }

  private void scrollToEnd() {
    text.setTopIndex(text.getLineCount() - 1);
  }
}
