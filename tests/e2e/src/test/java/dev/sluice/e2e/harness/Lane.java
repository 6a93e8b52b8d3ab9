package dev.sluice.e2e.harness;

/**
 * Test classes of one lane run one after the other, the two lanes beside each other: while a server
 * starts or stops, the machine has time for another. Each class that uses a server has the lock of
 * its lane.
 */
public final class Lane {
  /** For what happens on the server that test classes share. */
  public static final String SHARED_SERVER = "the shared server";

  /** For classes that start servers of their own. */
  public static final String OWN_SERVER = "a server of its own";

  private Lane() {}
}
