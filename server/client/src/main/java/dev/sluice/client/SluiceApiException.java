package dev.sluice.client;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import java.util.Optional;

/** The server answered with an error; the problem says which, why and what to do. */
public final class SluiceApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** An error answer. */
  public SluiceApiException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** The whole answer. */
  public Problem problem() {
    return problem;
  }

  /** The HTTP status. */
  public int status() {
    return problem.status();
  }

  /** The error's code; empty when it is not known to this client. */
  public Optional<ErrorCode> code() {
    return ErrorCode.of(problem.code());
  }

  /** Whether the error has this code. */
  public boolean is(ErrorCode code) {
    return code.code().equals(problem.code());
  }

  /** The detail and, where there is one, the hint, for people. */
  public String sentence() {
    return problem.hint() == null ? problem.detail() : problem.detail() + " " + problem.hint();
  }
}
