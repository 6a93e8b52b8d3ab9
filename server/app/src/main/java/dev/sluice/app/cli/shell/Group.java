package dev.sluice.app.cli.shell;

import picocli.CommandLine.Help.Ansi;

/** A name in front of verbs; alone it shows them, and that is wrong usage. Not thread-safe. */
public abstract class Group extends Verb {
  protected Group(Shell shell) {
    super(shell);
  }

  @Override
  public final Integer call() {
    console().note(command().getUsageMessage(Ansi.OFF).stripTrailing());
    return WRONG_USAGE;
  }
}
