package dev.sluice.spi.source;

/** A setting that cannot work. */
public final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String option;

  /**
   * Says what is wrong.
   *
   * @param option whose value it is
   * @param message one sentence
   */
  public InvalidSettingException(String option, String message) {
    super(message);
    this.option = option;
  }

  /** Whose value it is. */
  public String option() {
    return option;
  }
}
