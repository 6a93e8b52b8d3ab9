package dev.sluice.studio.core.compare;

import java.util.ArrayList;
import java.util.List;

/** Finds which lines of two texts are the same. */
public final class LineDiff {
  /** More pairs of lines than these are not looked at one by one. */
  private static final long MOST_PAIRS = 9_000_000;

  private LineDiff() {}

  /**
   * A line of both texts, or of one.
   *
   * @param left the line's index on the left; -1 when it is on the right only
   * @param right the line's index on the right; -1 when it is on the left only
   * @param same whether both have it
   */
  public record Row(int left, int right, boolean same) {}

  /** The lines of a text; a line end at its end begins no further line. */
  public static List<String> lines(String text) {
    return text.lines().toList();
  }

  /**
   * All lines in order, those that differ beside one another as far as they go, what is left alone
   * facing nothing.
   */
  public static List<Row> rows(List<String> left, List<String> right) {
    int from = 0;
    while (from < Math.min(left.size(), right.size()) && left.get(from).equals(right.get(from))) {
      from++;
    }
    int endLeft = left.size();
    int endRight = right.size();
    while (endLeft > from
        && endRight > from
        && left.get(endLeft - 1).equals(right.get(endRight - 1))) {
      endLeft--;
      endRight--;
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < from; i++) {
      rows.add(new Row(i, i, true));
    }
    middle(left.subList(from, endLeft), right.subList(from, endRight), from, rows);
    for (int i = 0; endLeft + i < left.size(); i++) {
      rows.add(new Row(endLeft + i, endRight + i, true));
    }
    return rows;
  }

  /** The indices of the rows at which differences begin. */
  public static List<Integer> differences(List<Row> rows) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).same() && (i == 0 || rows.get(i - 1).same())) {
        starts.add(i);
      }
    }
    return starts;
  }

  private static void middle(List<String> left, List<String> right, int offset, List<Row> rows) {
    if ((long) left.size() * right.size() > MOST_PAIRS) {
      beside(0, left.size(), 0, right.size(), offset, rows);
      return;
    }
    int[][] length = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int k = right.size() - 1; k >= 0; k--) {
        length[i][k] =
            left.get(i).equals(right.get(k))
                ? length[i + 1][k + 1] + 1
                : Math.max(length[i + 1][k], length[i][k + 1]);
      }
    }
    int i = 0;
    int k = 0;
    while (i < left.size() || k < right.size()) {
      int startLeft = i;
      int startRight = k;
      while (i < left.size() && k < right.size() && !left.get(i).equals(right.get(k))) {
        if (length[i + 1][k] >= length[i][k + 1]) {
          i++;
        } else {
          k++;
        }
      }
      if (i == left.size() || k == right.size()) {
        i = left.size();
        k = right.size();
      }
      beside(startLeft, i, startRight, k, offset, rows);
      while (i < left.size() && k < right.size() && left.get(i).equals(right.get(k))) {
        rows.add(new Row(offset + i++, offset + k++, true));
      }
    }
  }

  private static void beside(
      int left, int leftEnd, int right, int rightEnd, int offset, List<Row> rows) {
    int l = left;
    int r = right;
    while (l < leftEnd || r < rightEnd) {
      rows.add(new Row(l < leftEnd ? offset + l++ : -1, r < rightEnd ? offset + r++ : -1, false));
    }
  }
}
