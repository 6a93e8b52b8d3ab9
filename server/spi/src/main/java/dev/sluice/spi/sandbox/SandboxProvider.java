package dev.sluice.spi.sandbox;

import java.util.List;

/** Starts sandboxed instances of functions on this host. Thread-safe. */
public interface SandboxProvider extends AutoCloseable {

  /** What this host can do and what it lacks; measured once, when the provider was made. */
  HostReport report();

  /** The runtimes known to this provider, whether or not they can start here. */
  List<RuntimeDescriptor> runtimes();

  /** What there is now; quick enough to be asked before each start. */
  SandboxStats stats();

  /**
   * Starts an instance and loads its handler; blocks until it is ready for its first call, has
   * failed, or the initialisation time of the provider has passed.
   *
   * @param output gets what the code writes while it loads, complete when the method returns
   */
  StartResult start(InstanceSpec spec, OutputSink output);

  /** What builds the code of these runtimes; ends with the provider. */
  default CodeBuilder builder() {
    return CodeBuilder.NONE;
  }

  /** Ends every instance with its whole process tree. Instances in a call fail with EXITED. */
  @Override
  void close();

  /** What became of a start. */
  sealed interface StartResult {
    /** The instance is ready. */
    record Started(Instance instance) implements StartResult {}

    /** The code did not load: a fault of the function. */
    record LoadFailed(Reply.Failure failure) implements StartResult {}

    /**
     * No sandbox came up: a fault of the host, or of its load.
     *
     * @param reason one sentence for the operator
     */
    record Unavailable(String reason) implements StartResult {}
  }
}
