package dev.sluice.sandbox;

/**
 * What every instance is held to, besides its function's memory.
 *
 * @param processes most processes and threads of one instance
 * @param openFiles most open files of one process
 * @param fileBytes largest file that can be written
 * @param tmpBytes size of /tmp
 * @param logBytes most bytes of log text of one call
 * @param logLines most lines of log of one call
 */
public record SandboxLimits(
    int processes, int openFiles, long fileBytes, long tmpBytes, int logBytes, int logLines) {

  /** What fits most functions. */
  public static SandboxLimits defaults() {
    return new SandboxLimits(128, 1024, 512L << 20, 512L << 20, 1 << 20, 10_000);
  }
}
