package dev.sluice.app.config;

import java.util.List;

/** The configuration is wrong: all that is wrong with it, one sentence each. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each names its key, its source and what would be right. */
  public List<String> problems() {
    return problems;
  }
}
