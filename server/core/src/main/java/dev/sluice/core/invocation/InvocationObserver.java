package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;

/** Is told of every invocation by the thread that ran it, so it must be quick. Thread-safe. */
public interface InvocationObserver {

  /** One has ended, well or not. */
  void ended(InvocationRecord invocation);

  /**
   * One was turned away for want of an instance, or for being over a quota; it leaves no record.
   *
   * @param version what it would have gone to
   */
  void refused(InvokeCommand command, String version, ErrorCode code);

  /** Tells both, one after the other. */
  static InvocationObserver both(InvocationObserver first, InvocationObserver second) {
    return new InvocationObserver() {
      @Override
      public void ended(InvocationRecord invocation) {
        first.ended(invocation);
        second.ended(invocation);
      }

      @Override
      public void refused(InvokeCommand command, String version, ErrorCode code) {
        first.refused(command, version, code);
        second.refused(command, version, code);
      }
    };
  }
}
