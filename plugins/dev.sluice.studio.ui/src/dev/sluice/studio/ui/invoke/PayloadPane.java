package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.InvokePresenter;
import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** The event to send: its text, checked as JSON, its media type, and those sent before. */
final class PayloadPane {
  private static final String[] TYPES = {
    Payload.JSON, "application/cloudevents+json", "text/plain", "application/xml",
  };

  private final InvokePresenter presenter;
  private final StyledText text;
  private final Combo type;
  private final Label check;

  PayloadPane(Composite parent, InvokePresenter presenter, Runnable invoke) {
    this.presenter = presenter;
    Composite pane = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults()
        .numColumns(3)
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
    type.addListener(SWT.Modify, e -> check());
    createTools(pane);
    text = new StyledText(pane, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
    StudioIds.mark(text, "invoke.payload");
    text.setFont(JFaceResources.getTextFont());
    text.setMargins(6, 4, 6, 4);
    text.setText("{}");
    GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(60, 40).applyTo(text);
    text.addListener(SWT.Modify, e -> check());
    text.addVerifyKeyListener(
        e -> {
          if (e.keyCode == SWT.CR && (e.stateMask & SWT.MOD1) != 0) {
            e.doit = false;
            invoke.run();
          }
        });
    check = StudioIds.mark(new Label(pane, SWT.NONE), "invoke.check");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .span(3, 1)
        .hint(60, SWT.DEFAULT)
        .applyTo(check);
    check();
  }

  void setFocus() {
    text.setFocus();
  }

  Payload payload() {
    return new Payload(text.getText(), type.getText().strip());
  }

  void show(Payload payload) {
    type.setText(payload.contentType());
    text.setText(payload.text());
  }

  private void createTools(Composite pane) {
    ToolBar tools = new ToolBar(pane, SWT.FLAT | SWT.HORIZONTAL);
    ToolItem format = new ToolItem(tools, SWT.PUSH);
    format.setImage(Icons.image("format"));
    format.setToolTipText("Format the JSON");
    format.addListener(SWT.Selection, e -> text.setText(JsonText.pretty(text.getText())));
    ToolItem history = StudioIds.mark(new ToolItem(tools, SWT.DROP_DOWN), "invoke.history");
    history.setImage(Icons.image("history"));
    history.setToolTipText("Payloads sent to this function before");
    history.addListener(SWT.Selection, e -> openHistory(tools, history, e));
  }

  private void openHistory(ToolBar tools, ToolItem item, Event event) {
    Menu menu = new Menu(tools.getShell(), SWT.POP_UP);
    List<Payload> payloads = presenter.history();
    for (Payload payload : payloads) {
      MenuItem entry = new MenuItem(menu, SWT.PUSH);
      entry.setText(payload.summary().replace("&", "&&"));
      entry.addListener(SWT.Selection, e -> show(payload));
    }
    if (payloads.isEmpty()) {
      MenuItem none = new MenuItem(menu, SWT.PUSH);
      none.setText("Nothing sent to this function yet");
      none.setEnabled(false);
    }
    Point below = tools.toDisplay(item.getBounds().x, item.getBounds().y + item.getBounds().height);
    menu.setLocation(below);
    menu.setVisible(true);
  }

  private void check() {
    if (check == null) {
      return;
    }
    if (!payload().json()) {
      say("Sent as it is.", false);
      return;
    }
    Optional<JsonText.Problem> problem = JsonText.check(text.getText());
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
