package dev.sluice.studio.ui.wiring;

import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.studio.core.wiring.SourceDraft;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * The options of a kind of source as fields, each with its help and what is wrong with it. Confined
 * to the UI thread.
 */
final class SourceOptions {
  private static final int LINES = 3;

  private final SourceDraft draft;
  private final Composite body;
  private final ScrolledComposite scroll;
  private final Runnable changed;
  private final List<Combo> secretFields = new ArrayList<>();

  /** Shows the options instead of what was shown. */
  SourceOptions(ScrolledComposite scroll, SourceDraft draft, Runnable changed) {
    this.draft = draft;
    this.scroll = scroll;
    this.changed = changed;
    Control old = scroll.getContent();
    body = new Composite(scroll, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(0, 0).spacing(10, 2).applyTo(body);
    draft.kind().options().stream().filter(SourceOption::required).forEach(this::field);
    draft.kind().options().stream().filter(option -> !option.required()).forEach(this::field);
    scroll.setContent(body);
    if (old != null) {
      old.dispose();
    }
    body.addListener(SWT.Resize, e -> resize());
    resize();
  }

  SourceDraft draft() {
    return draft;
  }

  /** Offers the names of secrets. */
  void secrets(List<String> names) {
    for (Combo combo : secretFields) {
      String text = combo.getText();
      combo.setItems(names.toArray(String[]::new));
      combo.setText(text);
    }
  }

  private void resize() {
    int width = Math.max(200, scroll.getClientArea().width);
    scroll.setMinSize(0, body.computeSize(width, SWT.DEFAULT).y);
  }

  private void field(SourceOption option) {
    Label caption = new Label(body, SWT.NONE);
    caption.setText(option.name() + (option.required() ? " *" : ""));
    boolean high = isHigh(option);
    GridDataFactory.swtDefaults()
        .align(SWT.BEGINNING, high ? SWT.BEGINNING : SWT.CENTER)
        .indent(0, 4)
        .applyTo(caption);
    Control input = input(option);
    StudioIds.mark(input, "source.option." + option.name());
    input.setToolTipText(option.help());
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .indent(0, 4)
        .hint(120, high ? LINES * ((Text) input).getLineHeight() : SWT.DEFAULT)
        .applyTo(input);
    Label help = new Label(body, SWT.WRAP);
    help.setText(option.help() + format(option));
    help.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .hint(200, SWT.DEFAULT)
        .grab(true, false)
        .applyTo(help);
    Label wrong = StudioIds.mark(new Label(body, SWT.WRAP), "source.wrong." + option.name());
    wrong.setForeground(Ink.BAD);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .hint(200, SWT.DEFAULT)
        .grab(true, false)
        .exclude(true)
        .applyTo(wrong);
    wrong.setVisible(false);
    listen(option, input, wrong);
  }

  private static boolean isHigh(SourceOption option) {
    return option.type().equals("texts") || option.type().equals("map");
  }

  private static String format(SourceOption option) {
    return switch (option.type()) {
      case "texts" -> " One a line.";
      case "map" -> " One name=value a line.";
      case "secret" -> " The name of a secret.";
      default -> "";
    };
  }

  private Control input(SourceOption option) {
    return switch (option.type()) {
      case "flag" -> new Button(body, SWT.CHECK);
      case "choice" -> choice(option);
      case "secret" -> secret();
      case "texts", "map" -> new Text(body, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
      default -> text(option);
    };
  }

  private Control choice(SourceOption option) {
    Combo combo = new Combo(body, SWT.DROP_DOWN | SWT.READ_ONLY);
    List<String> choices = option.choices() == null ? List.of() : option.choices();
    combo.setItems(choices.toArray(String[]::new));
    if (option.fallback() != null) {
      combo.setText(option.fallback());
    }
    return combo;
  }

  private Control secret() {
    Combo combo = new Combo(body, SWT.DROP_DOWN);
    secretFields.add(combo);
    return combo;
  }

  private Control text(SourceOption option) {
    Text text = new Text(body, SWT.BORDER | SWT.SINGLE);
    text.setMessage(option.fallback() == null ? "" : option.fallback());
    return text;
  }

  private void listen(SourceOption option, Control input, Label wrong) {
    if (input instanceof Button button) {
      button.setText("yes");
      button.setSelection("true".equals(option.fallback()));
      button.addListener(
          SWT.Selection, e -> say(option, Boolean.toString(button.getSelection()), wrong));
    } else if (input instanceof Combo combo) {
      combo.addListener(SWT.Modify, e -> say(option, combo.getText(), wrong));
    } else if (input instanceof Text text) {
      text.addListener(SWT.Modify, e -> say(option, text.getText(), wrong));
    }
  }

  private void say(SourceOption option, String value, Label wrong) {
    draft.set(option.name(), value);
    String problem = draft.problem(option).orElse("");
    if (!problem.equals(wrong.getText())) {
      wrong.setText(problem);
      Shown.set(wrong, !problem.isEmpty());
      body.layout(true, true);
      resize();
    }
    changed.run();
  }
}
