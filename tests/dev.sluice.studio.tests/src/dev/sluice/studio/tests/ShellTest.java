package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IViewReference;
import org.junit.jupiter.api.Test;

class ShellTest extends StudioTest {

  @Test
  void shouldRunTheShippedProduct() {
    assertThat(Platform.getProduct().getId()).isEqualTo("dev.sluice.studio.rcp.product");
    assertThat(bot.ui().ask(() -> page().getWorkbenchWindow().getShell().getText()))
        .contains("Sluice Studio");
  }

  @Test
  void shouldShowOnlyMenusThatMeanSomethingHere() {
    List<String> menus =
        bot.ui()
            .ask(
                () -> {
                  Menu bar = page().getWorkbenchWindow().getShell().getMenuBar();
                  return Stream.of(bar.getItems())
                      .map(MenuItem::getText)
                      .map(text -> text.replace("&", ""))
                      .toList();
                });

    assertThat(menus).containsExactly("File", "Edit", "Project", "Function", "Window", "Help");
  }

  @Test
  void shouldOpenTheViewsOfTheAuthorPerspective() {
    List<String> views =
        bot.ui()
            .ask(
                () ->
                    Stream.of(page().getViewReferences())
                        .map(IViewReference::getPartName)
                        .sorted()
                        .toList());

    assertThat(views)
        .containsExactly("Console", "Invoke", "Log", "Navigator", "Problems", "Projects");
  }

  @Test
  void shouldSayWhatItIs() {
    bot.clickMenu("Help", "About Sluice Studio");
    bot.shell("About Sluice Studio");
    bot.captureScreenshot("about");
    bot.button("Close").press();
    bot.waitUntilClosed("About Sluice Studio");
  }

  @Test
  void shouldSayInTheEmptyEditorAreaHowToOpenAFunction() {
    Label open = bot.withId(Label.class, "hints.open").waitForText("Double-click").widget();
    Label keys =
        bot.widget(Label.class, "with keys", label -> label.getText().matches(".*Ctrl.*\\+N"));
    bot.waitUntil(
        "all of it is inside the area",
        () -> {
          Control area = open.getParent().getParent();
          Point low = keys.getDisplay().map(keys, area, 0, keys.getSize().y);
          return open.getSize().x > 100 && keys.getSize().y > 10 && low.y <= area.getSize().y;
        });
    bot.captureScreenshot("empty-editor-area");
  }
}
