package dev.sluice.studio.tests;

import dev.sluice.studio.tests.bot.UiSampler;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Watches the UI thread over all tests in the product. A test fails where Studio's own code waited
 * on it for the server, for another thread or a lock: that is a fault on the fastest machine. How
 * long it was at one thing is a matter of the machine, and goes into a report beside the pictures.
 */
final class UiWatchdog implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(UiWatchdog.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    sampler(context)
        .begin(
            context.getRequiredTestClass().getSimpleName()
                + "."
                + context.getRequiredTestMethod().getName());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> waits = sampler(context).end();
    if (!waits.isEmpty()) {
      throw new AssertionError("the UI thread waited:\n" + String.join("\n", waits));
    }
  }

  /** One for all tests. */
  private static UiSampler sampler(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent(
            UiSampler.class,
            none ->
                new UiSampler(
                    PlatformUI.getWorkbench().getDisplay(),
                    Path.of(System.getProperty("studio.shots")).resolve("ui-thread.md")),
            UiSampler.class);
  }
}
