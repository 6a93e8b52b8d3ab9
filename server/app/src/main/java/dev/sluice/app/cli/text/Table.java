package dev.sluice.app.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns. Not thread-safe. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table of these columns.
   *
   * @param headings those that start with {@code >} head columns of numbers, aligned right
   */
  public Table(String... headings) {
    this.headings = new ArrayList<>();
    this.right = new boolean[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      this.headings.add(right[i] ? headings[i].substring(1) : headings[i]);
    }
  }

  /** Adds a line with one cell for each column; an empty cell shows as {@code -}. */
  public Table row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      String text = Words.oneLine(cell);
      row.add(text.isEmpty() ? "-" : text);
    }
    rows.add(row);
    return this;
  }

  /** The headings and the lines, each with its line end. */
  public String render() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(headings);
    lines.addAll(rows);
    int[] widths = new int[right.length];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - width(line.get(i)));
        row.append(i == 0 ? "" : GAP);
        row.append(right[i] ? padding + line.get(i) : line.get(i) + padding);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
