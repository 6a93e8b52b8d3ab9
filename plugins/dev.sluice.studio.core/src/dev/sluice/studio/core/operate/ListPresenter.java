package dev.sluice.studio.core.operate;

import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.util.Locale;

/**
 * What presenters of lists have in common: they ask the server again and again, and show what has a
 * text in it. Confined to the UI thread.
 */
public abstract class ListPresenter<T> {
  /** What is asked for. */
  protected final Polled<T> polled;

  final ListView view;
  private String text = "";

  /**
   * Has asked for nothing yet.
   *
   * @param title of the question's job
   * @param nothing what is known before the first answer
   */
  protected ListPresenter(
      ServerAccess server, String title, ServerCall<T> question, T nothing, ListView view) {
    this.view = view;
    this.polled = new Polled<>(server, title, question, nothing, view);
  }

  /** Ends the calls to the view. */
  public final void dispose() {
    polled.dispose();
  }

  /** Shows only what has this part in what {@link #says} looks at, in any case. */
  public final void filter(String part) {
    text = part.strip().toLowerCase(Locale.ROOT);
    view.listChanged();
  }

  /** Whether one of these texts, or all in a row, have the part that is filtered by. */
  final boolean says(String... parts) {
    return String.join(" ", parts).toLowerCase(Locale.ROOT).contains(text);
  }

  /** A share of 0 to 1 for people; empty below 0, where there is none. */
  public static String percent(double share) {
    return share < 0 ? "" : String.format(Locale.ENGLISH, "%.0f %%", 100 * share);
  }

  /** What the last action came to; empty for nothing. */
  public final String message() {
    return polled.message();
  }

  /** What the last action came to, or something about the list; empty for nothing. */
  public abstract String summary();

  /** Whether that is bad news. */
  public final boolean bad() {
    return polled.bad();
  }

  /** Whether anything was loaded yet. */
  public final boolean loaded() {
    return polled.loaded();
  }

  /** Asks the server, if it is not being asked already. */
  public final void refresh() {
    polled.refresh();
  }
}
