package dev.sluice.studio.ui;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/**
 * A coloured line at the top of a view or editor that says what is the matter and offers what can
 * be done; it takes no room while there is nothing to say. Its parent has a grid layout. Confined
 * to the UI thread.
 */
public final class MessageBar {
  private final Composite bar;
  private final Label icon;
  private final Label text;
  private final List<Button> buttons = new ArrayList<>();
  private List<Choice> choices = List.of();

  /** What kind of message. */
  public enum Tone {
    INFO("info", Ink.INFO_PAPER),
    GOOD("ok", Ink.GOOD_PAPER),
    WARN("warning", Ink.WARN_PAPER),
    BAD("error", Ink.BAD_PAPER);

    private final String icon;
    private final Color paper;

    Tone(String icon, Color paper) {
      this.icon = icon;
      this.paper = paper;
    }
  }

  /** Something to do about it. */
  public record Choice(String label, Runnable action) {}

  /**
   * A bar that says nothing yet.
   *
   * @param columns how many columns of the parent's grid it spans
   */
  public MessageBar(Composite parent, int columns, String id) {
    bar = new Composite(parent, SWT.NONE);
    bar.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridDataFactory.fillDefaults().grab(true, false).span(columns, 1).exclude(true).applyTo(bar);
    bar.setVisible(false);
    icon = new Label(bar, SWT.NONE);
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(icon);
    text = StudioIds.mark(new Label(bar, SWT.WRAP), id);
    text.setForeground(Ink.TEXT);
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(60, SWT.DEFAULT)
        .applyTo(text);
  }

  /** Shows a message instead of the one that is there. */
  public void show(Tone tone, String message, Choice... offered) {
    icon.setImage(Icons.image(tone.icon));
    text.setText(message);
    offer(List.of(offered));
    paint(tone.paper);
    reveal(true);
  }

  /** Buttons with the same labels stay: a click on one may be under way. */
  private void offer(List<Choice> offered) {
    boolean same = labels(offered).equals(labels(choices));
    choices = offered;
    if (same && bar.getLayout() != null) {
      return;
    }
    buttons.forEach(Control::dispose);
    buttons.clear();
    for (int i = 0; i < offered.size(); i++) {
      int index = i;
      Button button = new Button(bar, SWT.PUSH);
      button.setText(offered.get(i).label());
      button.addListener(SWT.Selection, e -> choices.get(index).action().run());
      buttons.add(button);
    }
    GridLayoutFactory.fillDefaults()
        .numColumns(2 + offered.size())
        .margins(8, offered.isEmpty() ? 6 : 3)
        .spacing(8, 0)
        .applyTo(bar);
  }

  private static List<String> labels(List<Choice> choices) {
    return choices.stream().map(Choice::label).toList();
  }

  /** Takes the message away. */
  public void hide() {
    text.setText("");
    reveal(false);
  }

  private void paint(Color paper) {
    bar.setBackground(paper);
    icon.setBackground(paper);
    text.setBackground(paper);
  }

  private void reveal(boolean shown) {
    Shown.set(bar, shown);
    // Of the bar alone the text would keep the height of what it said before.
    text.requestLayout();
  }
}
