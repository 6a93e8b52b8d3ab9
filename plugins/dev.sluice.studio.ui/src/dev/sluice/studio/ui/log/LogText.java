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
  private boolean follow = true;

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

  /** Removes all lines. */
  public void clear() {
    text.setText("");
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
      text.setStyleRanges(start, added.length(), null, styles.toArray(StyleRange[]::new));
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
    int textFrom = start + added.length();
    added.append(line.text());
    Color color = "platform".equals(line.stream()) ? Ink.FAINT : textInk(level);
    if (color != null) {
      styles.add(new StyleRange(textFrom, start + added.length() - textFrom, color, null));
    }
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
    int over = text.getLineCount() - LogPresenter.LIMIT;
    if (over > 0) {
      text.replaceTextRange(0, text.getOffsetAtLine(over), "");
    }
  }

  private void scrollToEnd() {
    text.setTopIndex(text.getLineCount() - 1);
  }
}
