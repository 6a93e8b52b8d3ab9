package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.tests.bot.Bot;
import dev.sluice.studio.tests.bot.BotTree;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all tests in the product have: one server for all of them, a workbench put back in order
 * before each, a picture after each, and the demand that nothing was logged as an error and that
 * the UI thread waited for nothing.
 */
@ExtendWith(UiWatchdog.class)
abstract class StudioTest {
  private static final SluiceServer SERVER = new SluiceServer();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::kill));
  }

  private final List<IStatus> errors = new CopyOnWriteArrayList<>();
  private final ILogListener log =
      (status, plugin) -> {
        if (status.getSeverity() == IStatus.ERROR) {
          errors.add(status);
        }
      };

  Bot bot;

  @BeforeEach
  void putInOrder() {
    Platform.addLogListener(log);
    if (!SERVER.running()) {
      SERVER.start();
    }
    bot = new Bot(PlatformUI.getWorkbench().getDisplay());
    bot.closeDialogs();
    bot.ui()
        .run(
            () -> {
              page().closeAllEditors(false);
              turnTo("dev.sluice.studio.rcp.author");
              page().resetPerspective();
              show(StudioIds.INVOKE_VIEW);
              show(StudioIds.NAVIGATOR_VIEW);
              page().getWorkbenchWindow().getShell().forceActive();
            });
    waitUntilConnected();
    bot.withId(Text.class, "navigator.filter").setText("");
  }

  @AfterEach
  void lookBack(TestInfo info) {
    bot.captureScreenshot(info.getTestMethod().orElseThrow().getName());
    Platform.removeLogListener(log);
    assertThat(errors).as("errors in the log").isEmpty();
  }

  /** The functions in the Navigator. */
  BotTree functions() {
    return group("Functions");
  }

  /** What one group of the Navigator has, which is opened. */
  BotTree group(String title) {
    BotTree namespace = namespace("default");
    namespace.expand(title);
    return namespace.below(title);
  }

  /** What the Navigator has of a namespace that Studio works in. */
  BotTree namespace(String name) {
    String place = StudioServices.session().server().link().status().place();
    return bot.treeWithId("navigator.tree").below(place, name);
  }

  static SluiceServer server() {
    return SERVER;
  }

  static IWorkbenchPage page() {
    return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage();
  }

  void waitUntilConnected() {
    bot.withId(Label.class, "connection.text").waitForText("·  connected");
  }

  /**
   * Makes a function on the server as someone else would; an older one of that name goes. Waits
   * until Studio has heard of it: what is clicked then does not move away.
   */
  FunctionInfo create(String name, String code) throws IOException {
    return create(name, "python3", CodeSource.ofInline(code));
  }

  FunctionInfo create(String name, String runtime, CodeSource code) throws IOException {
    return create(name, runtime, "main.handler", code);
  }

  FunctionInfo create(String name, String runtime, String handler, CodeSource code)
      throws IOException {
    SluiceClient client = server().client();
    try {
      client.deleteFunction(name, null);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
    FunctionInfo created =
        client.createFunction(
            new FunctionSpec(
                name, runtime, handler, code, null, null, null, Map.of("team", "tests"), null));
    FunctionCatalog catalog = StudioServices.session().catalog();
    bot.waitUntil(
        "Studio knows " + name,
        () -> catalog.find(name).filter(known -> known.id().equals(created.id())).isPresent());
    return created;
  }

  static void turnTo(String perspective) {
    try {
      PlatformUI.getWorkbench()
          .showPerspective(perspective, PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
    } catch (WorkbenchException e) {
      throw new IllegalStateException(e);
    }
  }

  static void show(String view) {
    try {
      page().showView(view);
    } catch (PartInitException e) {
      throw new IllegalStateException(e);
    }
  }
}
