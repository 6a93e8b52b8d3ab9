package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionTrial;
import dev.sluice.studio.tests.bot.UiWatch;
import dev.sluice.studio.ui.StudioServices;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.Test;

/** Five thousand functions in the Navigator. */
class NavigatorManyTest extends StudioTest {
  private static final int MANY = 5000;
  private static final int AT_ONCE = 8;
  private static final String NAMESPACE = "many";

  /** Rows that the tree has filled: some screens of them, and far from all. */
  private static final int FEW = 400;

  private Tree tree;

  @Test
  void shouldStayFluidWithFiveThousandFunctions() throws Exception {
    SluiceClient client = many();
    tree = bot.withId(Tree.class, "navigator.tree").widget();
    var server = StudioServices.session().server();
    try {
      double opening =
          watched(
              () -> {
                ConnectionTrial.turn(server, NAMESPACE, why -> {});
                bot.waitUntil(
                    "all are known",
                    () -> StudioServices.session().catalog().functions().size() == MANY);
                namespace(NAMESPACE).expand("Functions");
                bot.waitUntil("there is a row for each", () -> group().getItemCount() == MANY);
              });
      assertThat(filled()).as("rows filled at first").isLessThan(FEW);
      bot.captureScreenshot("navigator-many");

      double using =
          watched(
              () -> {
                for (int row : List.of(MANY / 2, MANY - 1, 0)) {
                  bot.ui().run(() -> tree.showItem(group().getItem(row)));
                  bot.ui().settle();
                }
                bot.withId(Text.class, "navigator.filter").typeOver("f-49");
                bot.waitUntil("some pass", () -> group().getItemCount() == MANY / 50);
                bot.withId(Text.class, "navigator.filter").setText("");
                bot.waitUntil("all are back", () -> group().getItemCount() == MANY);
                client.createFunction(spec("a-new-one"));
                bot.waitUntil(
                    "it is the first", () -> group().getItem(0).getText().equals("a-new-one"));
              });
      assertThat(filled()).as("rows filled in the end").isLessThan(2 * FEW);
      ILog.of(NavigatorManyTest.class)
          .info(filled() + " rows filled; UI thread " + opening + " and " + using + " ms at most");
    } finally {
      ConnectionTrial.turn(server, "default", why -> {});
      bot.waitUntil(
          "it is back",
          () ->
              server.link().status().connected()
                  && server.link().status().caller().namespace().equals("default"));
    }
  }

  private interface Use {
    void run() throws Exception;
  }

  /** The most that the UI thread was at one thing meanwhile, in milliseconds of its own. */
  private double watched(Use use) throws Exception {
    try (UiWatch watch = bot.watch()) {
      use.run();
      assertThat(watch.marks()).isGreaterThan(20);
      return watch.longestMillis();
    }
  }

  private SluiceClient many() throws Exception {
    server()
        .client()
        .namespaces()
        .create(new NamespaceSpec(NAMESPACE, null, 2 * MANY, null, null, null, null, null));
    SluiceClient client =
        new SluiceClient(new Connection(URI.create(server().url()), server().token(), NAMESPACE));
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < MANY; n++) {
        FunctionSpec spec = spec(String.format("f-%04d", n));
        all.add(threads.submit(() -> client.createFunction(spec)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return client;
  }

  private static FunctionSpec spec(String name) {
    CodeSource code = CodeSource.ofInline("def handler(event, context):\n    return event\n");
    return new FunctionSpec(name, "python3", "main.handler", code, null, null, null, null, null);
  }

  /** Rows of functions that the tree has asked what they say. */
  private int filled() {
    return bot.ui()
        .ask(
            () ->
                (int) Stream.of(group().getItems()).filter(item -> item.getData() != null).count());
  }

  /** UI thread only. */
  private TreeItem group() {
    for (TreeItem item : tree.getItem(0).getItem(0).getItems()) {
      if (item.getText().startsWith("Functions")) {
        return item;
      }
    }
    throw new AssertionError("there is no group of functions");
  }
}
