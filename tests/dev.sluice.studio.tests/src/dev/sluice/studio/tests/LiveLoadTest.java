package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.ui.StudioIds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.Test;

/**
 * All that is live, for long: {@code -Dlive.seconds} says how long, 180 usually. Two thousand lines
 * and records come in each second.
 */
class LiveLoadTest extends StudioTest {
  private static final int SECONDS = Integer.getInteger("live.seconds", 180);
  private static final int CALLS_PER_SECOND = 10;
  private static final int LINES = 199;

  /** What may be there at one time and not at another: the newest lines are not always as long. */
  private static final long SLACK_BYTES = 24L << 20;

  @Test
  void shouldKeepItsMemoryWhileEventsCome() throws Exception {
    create(
        "steady",
        "def handler(event, context):\n"
            + "    for i in range("
            + LINES
            + "):\n"
            + "        print('line %d of call %s, about as long as lines are' % (i, event))\n");
    SluiceClient client = server().client();
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              page().resetPerspective();
              show(StudioIds.NAVIGATOR_VIEW);
              show(StudioIds.STATS_VIEW);
            });
    functions().select("steady");
    bot.activateTab("Log");
    bot.pressToolItem("All logs");
    bot.withId(Combo.class, "stats.range").select("Last 5 minutes, live");

    // Everything is full, and what is compiled is compiled, after a third of it.
    call(client, SECONDS / 3);
    long early = heap();
    call(client, SECONDS - SECONDS / 3);
    long late = heap();

    assertThat(late).as("bytes of heap at the end").isLessThan(early + SLACK_BYTES);
    bot.withId(Label.class, "stats.summary").waitForText("invocations, 0 failed");
    bot.captureScreenshot("live-load");
    bot.pressToolItem("All logs");
  }

  /** Calls so often for so long, and waits until the last line is shown. */
  private void call(SluiceClient client, int seconds) throws Exception {
    int calls = seconds * CALLS_PER_SECOND;
    CompletableFuture<Void> done = new CompletableFuture<>();
    AtomicInteger next = new AtomicInteger();
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> unused =
          pace.scheduleAtFixedRate(
              () -> {
                try {
                  if (next.get() < calls) {
                    invoke(client, next.getAndIncrement());
                  } else {
                    done.complete(null);
                  }
                } catch (IOException | AssertionError e) {
                  done.completeExceptionally(e);
                }
              },
              0,
              1000 / CALLS_PER_SECOND,
              TimeUnit.MILLISECONDS);
      done.get(10L * seconds, TimeUnit.SECONDS);
    } finally {
      pace.shutdownNow();
    }
    String last = "line " + (LINES - 1) + " of call " + (calls - 1) + ",";
    bot.withId(StyledText.class, "log.text").waitForText(last);
  }

  private static void invoke(SluiceClient client, int number) throws IOException {
    assertThat(client.invoke("steady", InvokeRequest.json(Integer.toString(number))).problem())
        .isNull();
  }

  private static long heap() {
    // Twice: the first lets go what is only weakly held, and what that held goes with the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
