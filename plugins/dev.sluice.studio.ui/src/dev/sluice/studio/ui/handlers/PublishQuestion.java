package dev.sluice.studio.ui.handlers;

import dev.sluice.studio.ui.Ask;
import java.util.Optional;
import org.eclipse.swt.widgets.Shell;

/** Asks what is new in a version. */
public final class PublishQuestion {

  private PublishQuestion() {}

  /** What is new, possibly nothing; empty when the user thought better of it. */
  public static Optional<String> ask(Shell shell, String function) {
    return Ask.text(
        shell,
        "Publish " + function,
        "A version is made of what is deployed now; it never changes.\n\n"
            + "What is new in it? (optional)",
        "",
        "Publish",
        "publish.description",
        null);
  }
}
