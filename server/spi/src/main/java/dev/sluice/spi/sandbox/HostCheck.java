package dev.sluice.spi.sandbox;

/**
 * One thing that was looked for on the host.
 *
 * @param name short, the same on every host, for example {@code control groups}
 * @param state whether it is there
 * @param detail one sentence: what was found, or what follows from its absence
 * @param fix the command or the change that puts it right; empty when nothing has to be
 */
public record HostCheck(String name, State state, String detail, String fix) {

  /** What a check came to. */
  public enum State {
    /** It is there. */
    OK,
    /** Functions run, but something is not enforced or not available. */
    WARNING,
    /** No function can run. */
    FAILED
  }

  /** It is there. */
  public static HostCheck ok(String name, String detail) {
    return new HostCheck(name, State.OK, detail, "");
  }

  /** The detail, and the fix as a sentence of its own where there is one. */
  public String sentence() {
    return fix.isEmpty() ? detail : detail + " " + fix;
  }
}
