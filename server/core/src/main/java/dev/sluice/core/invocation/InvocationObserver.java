package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;

/** Is told of every invocation by the thread that ran it, so it must be quick. Thread-safe. */
public interface InvocationObserver {

  /** One has ended, well or not. */
  void ended(InvocationRecord invocation);

  /** One was turned away for want of an instance; it leaves no record. */
  void refused(ErrorCode code);
}
