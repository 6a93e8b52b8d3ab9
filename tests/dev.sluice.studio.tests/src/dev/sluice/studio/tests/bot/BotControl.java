package dev.sluice.studio.tests.bot;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;

/** A control in the hands of a test. */
public final class BotControl<C extends Control> {
  private final Bot bot;
  private final C widget;

  BotControl(Bot bot, C widget) {
    this.bot = bot;
    this.widget = widget;
  }

  /** The control itself, for questions on the UI thread. */
  public C widget() {
    return widget;
  }

  /** Clicks into its middle with the mouse, once it is enabled; scrolls a form to it before. */
  public BotControl<C> click() {
    bot.waitUntil(widget + " is enabled", widget::isEnabled);
    bot.ui().run(() -> FormToolkit.ensureVisible(widget));
    bot.hands()
        .click(
            widget,
            () -> {
              Point size = widget.getSize();
              return new Rectangle(0, 0, size.x, size.y);
            });
    return this;
  }

  /** Presses a button or follows a link by its listeners: also where a dialog is over it. */
  public void press() {
    bot.waitUntil(widget + " is enabled", widget::isEnabled);
    bot.ui()
        .later(
            () -> {
              if (widget instanceof Button button && (button.getStyle() & SWT.RADIO) != 0) {
                for (Control other : button.getParent().getChildren()) {
                  if (other instanceof Button radio && (radio.getStyle() & SWT.RADIO) != 0) {
                    radio.setSelection(radio == button);
                  }
                }
              }
              widget.notifyListeners(SWT.Selection, new Event());
            });
  }

  /** Clicks into a text, selects all that is there and types over it. */
  public BotControl<C> typeOver(String text) {
    click();
    bot.waitUntil(widget + " has the focus", widget::isFocusControl);
    bot.pressCtrl('a');
    bot.waitUntil(widget + " is selected", () -> selected().equals(now()));
    bot.typeText(text);
    bot.waitUntil(widget + " says '" + text + "'", () -> now().equals(text));
    return this;
  }

  /** Puts the caret at the end of a styled text and types. */
  public BotControl<C> typeAtEnd(String text) {
    click();
    bot.ui()
        .run(
            () -> {
              StyledText styled = (StyledText) widget;
              styled.setFocus();
              styled.setSelection(styled.getCharCount());
            });
    bot.typeText(text);
    return this;
  }

  /** Sets the text at once, as if pasted. */
  public BotControl<C> setText(String text) {
    bot.ui()
        .run(
            () -> {
              if (widget instanceof Text field) {
                field.setText(text);
              } else if (widget instanceof StyledText styled) {
                styled.setText(text);
              } else {
                throw new IllegalArgumentException(widget + " takes no text");
              }
            });
    return this;
  }

  /** Picks from the context menu. */
  public void clickContextMenu(String label) {
    ContextMenu.click(bot, widget, label);
  }

  /** Chooses an item of a combo box. */
  public void select(String item) {
    bot.waitUntil(
        "there is the item " + item,
        () -> {
          Combo combo = (Combo) widget;
          int index = combo.indexOf(item);
          if (index >= 0) {
            combo.select(index);
            combo.notifyListeners(SWT.Selection, new Event());
          }
          return index >= 0;
        });
  }

  /** Its text. */
  public String text() {
    return bot.ui().ask(this::now);
  }

  /** Waits until its text contains this. */
  public BotControl<C> waitForText(String part) {
    bot.waitUntil(widget + " says '" + part + "'", () -> now().contains(part));
    return this;
  }

  /** Waits until it is enabled, or disabled. */
  public void waitUntilEnabled(boolean enabled) {
    bot.waitUntil(widget + " is enabled: " + enabled, () -> widget.isEnabled() == enabled);
  }

  private String selected() {
    return widget instanceof Text text
        ? text.getSelectionText()
        : ((StyledText) widget).getSelectionText();
  }

  private String now() {
    if (widget.isDisposed()) {
      return "";
    }
    if (widget instanceof Text text) {
      return text.getText();
    }
    if (widget instanceof StyledText text) {
      return text.getText();
    }
    if (widget instanceof Label label) {
      return label.getText();
    }
    if (widget instanceof Link link) {
      return link.getText();
    }
    if (widget instanceof Combo combo) {
      return combo.getText();
    }
    throw new IllegalArgumentException(widget + " has no text");
  }
}
