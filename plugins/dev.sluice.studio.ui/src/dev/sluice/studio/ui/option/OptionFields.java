package dev.sluice.studio.ui.option;

import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.studio.core.option.OptionsDraft;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
 * The options of a kind as fields, each with its help and what is wrong with it. Confined to the UI
 * thread.
 */
public final class OptionFields {
  private static final int LINES = 3;

  private final OptionsDraft draft;
  private final String id;
  private final Function<SourceOption, String> note;
  private final Composite body;
  private final ScrolledComposite scroll;
  private final Runnable changed;
  private final List<Combo> secretFields = new ArrayList<>();

  /** What is wrong is said of those that were touched: the rest may yet be filled in. */
  private final Map<SourceOption, Label> touched = new LinkedHashMap<>();

  /**
   * Shows the options, with what was said of them, instead of what was shown.
   *
   * @param id what the ids of the fields begin with
   * @param note what is said of an option behind its help; empty for nothing
   */
  public OptionFields(
      ScrolledComposite scroll,
      OptionsDraft draft,
      String id,
      Function<SourceOption, String> note,
      Runnable changed) {
    this.draft = draft;
    this.id = id;
    this.note = note;
    this.scroll = scroll;
    this.changed = changed;
    Control old = scroll.getContent();
    body = new Composite(scroll, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(0, 0).spacing(10, 2).applyTo(body);
    draft.options().stream().filter(SourceOption::required).forEach(this::field);
    draft.options().stream().filter(option -> !option.required()).forEach(this::field);
    scroll.setContent(body);
    if (old != null) {
      old.dispose();
    }
    body.addListener(SWT.Resize, e -> resize());
    update();
    resize();
  }

  /** Offers the names of secrets. */
  public void secrets(List<String> names) {
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
    StudioIds.mark(input, id + ".option." + option.name());
    input.setToolTipText(option.help());
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .indent(0, 4)
        .hint(120, high ? LINES * ((Text) input).getLineHeight() : SWT.DEFAULT)
        .applyTo(input);
    Label help = new Label(body, SWT.WRAP);
    help.setText(option.help() + format(option) + note.apply(option));
    help.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .hint(200, SWT.DEFAULT)
        .grab(true, false)
        .applyTo(help);
    Label wrong = StudioIds.mark(new Label(body, SWT.WRAP), id + ".wrong." + option.name());
    wrong.setForeground(Ink.BAD);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .hint(200, SWT.DEFAULT)
        .grab(true, false)
        .exclude(true)
        .applyTo(wrong);
    wrong.setVisible(false);
    if (!draft.value(option.name()).isEmpty()) {
      touched.put(option, wrong);
    }
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
      case "secret" -> secret(option);
      case "texts", "map" -> text(option, SWT.MULTI | SWT.V_SCROLL);
      default -> text(option, SWT.SINGLE);
    };
  }

  private Control choice(SourceOption option) {
    Combo combo = new Combo(body, SWT.DROP_DOWN | SWT.READ_ONLY);
    List<String> choices = option.choices() == null ? List.of() : option.choices();
    combo.setItems(choices.toArray(String[]::new));
    String said = draft.value(option.name());
    if (!said.isEmpty()) {
      combo.setText(said);
    } else if (option.fallback() != null) {
      combo.setText(option.fallback());
    }
    return combo;
  }

  private Control secret(SourceOption option) {
    Combo combo = new Combo(body, SWT.DROP_DOWN);
    combo.setText(draft.value(option.name()));
    secretFields.add(combo);
    return combo;
  }

  private Control text(SourceOption option, int style) {
    Text text = new Text(body, SWT.BORDER | style);
    text.setText(draft.value(option.name()));
    text.setMessage(option.fallback() == null ? "" : option.fallback());
    return text;
  }

  private void listen(SourceOption option, Control input, Label wrong) {
    if (input instanceof Button button) {
      button.setText("yes");
      String said = draft.value(option.name());
      button.setSelection("true".equals(said.isEmpty() ? option.fallback() : said));
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
    touched.put(option, wrong);
    update();
    changed.run();
  }

  /** Says again what is wrong with what was said. */
  public void update() {
    boolean others = false;
    for (Map.Entry<SourceOption, Label> field : touched.entrySet()) {
      String problem = draft.problem(field.getKey()).orElse("");
      Label wrong = field.getValue();
      if (!problem.equals(wrong.getText())) {
        wrong.setText(problem);
        Shown.set(wrong, !problem.isEmpty());
        others = true;
      }
    }
    if (others) {
      body.layout(true, true);
      resize();
    }
  }
}
