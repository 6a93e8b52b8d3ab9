package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.EventTemplate;
import dev.sluice.studio.core.invoke.InvokePresenter;
import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.ui.Ask;
import dev.sluice.studio.ui.DropDown;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchPartSite;
import org.jspecify.annotations.Nullable;

/**
 * The event to send: its text, checked as JSON, and its media type. What can be put there are
 * examples of each kind of source, saved events and payloads that were sent before.
 */
final class PayloadPane {
  private static final String[] TYPES = {
    Payload.JSON, Payload.CLOUD_EVENT, "text/plain", "application/xml",
  };

  /** What an empty payload of JSON usually looks like. */
  private static final String NOTHING = "{}";

  /** About as many changes as undo takes back. */
  private static final int UNDONE = 50;

  private final InvokePresenter presenter;
  private final CodeText text;
  private final Combo type;
  private final Label check;
  private final SavedEventMenu saved;

  /** What was here when the function was turned to; null for something that was typed then. */
  private @Nullable Payload loaded = new Payload(NOTHING, Payload.JSON);

  /** What was put here last. */
  private Payload put = new Payload(NOTHING, Payload.JSON);

  /** Content types of texts that undo and redo may come to, where the user chose no other one. */
  private final Map<String, String> types = new HashMap<>();

  private String given = Payload.JSON;
  private boolean showing;

  PayloadPane(
      Composite parent, IWorkbenchPartSite site, InvokePresenter presenter, Runnable invoke) {
    this.presenter = presenter;
    Composite pane = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults()
        .numColumns(2)
        .extendedMargins(8, 0, 0, 4)
        .spacing(6, 4)
        .applyTo(pane);
    Label caption = new Label(pane, SWT.NONE);
    caption.setText("Payload");
    caption.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    type = StudioIds.mark(new Combo(pane, SWT.DROP_DOWN), "invoke.type");
    type.setItems(TYPES);
    type.setText(Payload.JSON);
    type.setToolTipText("Content type of the payload");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(type);
    Composite frame = new Composite(pane, SWT.BORDER);
    frame.setLayout(new FillLayout());
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(60, 40).applyTo(frame);
    text = new CodeText(frame, site, "invoke.payload");
    text.show(NOTHING, Language.JSON);
    text.activateByFocus();
    text.listenFirst(
        e -> {
          if (e.keyCode == SWT.CR && (e.stateMask & SWT.MOD1) != 0) {
            e.doit = false;
            invoke.run();
          }
        });
    Composite foot = new Composite(pane, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(6, 0).applyTo(foot);
    GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(60, 30).applyTo(foot);
    check = StudioIds.mark(new Label(foot, SWT.NONE), "invoke.check");
    GridDataFactory.fillDefaults()
        .grab(true, true)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(check);
    saved = new SavedEventMenu(foot, presenter, this::payload, this::offer);
    createTools(foot);
    text.listen(this::edited);
    type.addListener(SWT.Modify, e -> check());
    check();
  }

  void setFocus() {
    text.setFocus();
  }

  Payload payload() {
    return new Payload(text.text(), type.getText().strip());
  }

  /** The payload where it is another than the one that was here at first. */
  Optional<Payload> typed() {
    return Optional.of(payload()).filter(now -> !now.equals(loaded) && !now.text().isBlank());
  }

  /** Shows a payload of another function; undo does not go back beyond it. */
  void show(Payload payload, boolean typed) {
    loaded = typed ? null : payload;
    put = typed ? new Payload("", payload.contentType()) : payload;
    types.clear();
    type(payload.contentType());
    text.show(payload.text(), Language.JSON);
    check();
  }

  /** The saved events, or which of them this is, have changed. */
  void savedChanged() {
    saved.changed();
  }

  private void createTools(Composite foot) {
    ToolBar tools = new ToolBar(foot, SWT.FLAT | SWT.HORIZONTAL);
    GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(tools);
    DropDown.in(tools, "event-templates", "Event templates", "invoke.templates", this::templates);
    DropDown.in(tools, "saved-events", "Saved events", "invoke.saved", saved::fill);
    DropDown.in(
        tools,
        "history",
        "Payloads sent to this function before",
        "invoke.history",
        this::sentBefore);
    ToolItem format = StudioIds.mark(new ToolItem(tools, SWT.PUSH), "invoke.format");
    format.setImage(Icons.image("format"));
    format.setToolTipText("Format the JSON");
    format.addListener(
        SWT.Selection,
        e -> {
          text.change(JsonText.pretty(text.text()));
          text.reveal(0, 0);
          check();
        });
  }

  private void templates(Menu menu) {
    for (EventTemplate template : EventTemplate.all()) {
      DropDown.entry(menu, SWT.PUSH, template.name(), () -> offer(template.payload()));
    }
  }

  private void sentBefore(Menu menu) {
    List<Payload> payloads = presenter.history();
    for (Payload payload : payloads) {
      DropDown.entry(menu, SWT.PUSH, payload.summary(), () -> offer(payload));
    }
    if (payloads.isEmpty()) {
      DropDown.none(menu, "Nothing sent to this function yet");
    }
  }

  /** Puts a payload here as an edit, and asks first where something would be lost by that. */
  private boolean offer(Payload payload) {
    Payload now = payload();
    if (!replaceable(now)
        && !Ask.whether(
            text.control().getShell(),
            "Replace Payload",
            "The payload was changed, and is neither sent nor saved. Replace it?",
            "Replace")) {
      return false;
    }
    if (types.size() > UNDONE) {
      types.clear();
    }
    types.put(now.text(), now.contentType());
    types.put(payload.text(), payload.contentType());
    put = payload;
    type(payload.contentType());
    text.change(payload.text());
    check();
    return true;
  }

  private void type(String now) {
    showing = true;
    type.setText(now);
    showing = false;
    given = now;
  }

  private boolean replaceable(Payload now) {
    String what = now.text().strip();
    return what.isEmpty() || what.equals(NOTHING) || now.equals(put) || presenter.keeps(now);
  }

  /** An event and its type go together, also back and forth. */
  private void edited(String now) {
    String known = types.get(now);
    if (known != null && type.getText().strip().equals(given)) {
      type(known);
    }
    check();
  }

  private void check() {
    if (showing) {
      return;
    }
    saved.changed();
    if (!payload().json()) {
      say("Sent as it is.", false);
      return;
    }
    Optional<JsonText.Problem> problem = JsonText.check(text.text());
    say(
        problem
            .map(p -> "Line " + p.line() + ", column " + p.column() + ": " + p.message())
            .orElse("Valid JSON"),
        problem.isPresent());
  }

  private void say(String sentence, boolean bad) {
    check.setText(sentence.replace("&", "&&"));
    check.setToolTipText(bad ? sentence : null);
    check.setForeground(bad ? Ink.BAD : Ink.FAINT);
  }
}
