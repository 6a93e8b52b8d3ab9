package dev.sluice.app.cli.shell;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes verbs with the shell that they run in, and other things as picocli does. */
public final class VerbFactory implements IFactory {
  private final Shell shell;

  /** For verbs in this shell. */
  public VerbFactory(Shell shell) {
    this.shell = shell;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (!Verb.class.isAssignableFrom(type)) {
      return CommandLine.defaultFactory().create(type);
    }
    Constructor<K> constructor = type.getDeclaredConstructor(Shell.class);
    constructor.setAccessible(true);
    return constructor.newInstance(shell);
  }
}
