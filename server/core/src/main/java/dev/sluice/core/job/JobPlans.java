package dev.sluice.core.job;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.JobSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.job.Job.Plan;
import dev.sluice.core.job.Job.Range;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Makes valid plans out of what callers ask for. */
final class JobPlans {
  private static final long MOST_TASKS = 1_000_000;
  private static final int MOST_ITEMS_PER_TASK = 10_000;
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_ATTEMPTS = 100;

  private JobPlans() {}

  /**
   * A plan.
   *
   * @param input the items; null for those of a range
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  static Plan plan(JobSpec spec, @Nullable JobInput input) {
    int perTask = number("itemsPerTask", spec.itemsPerTask(), MOST_ITEMS_PER_TASK, 1);
    Range range = input == null ? range(spec.range()) : null;
    long items = input == null ? items(spec.range()) : input.items();
    if (items == 0) {
      throw invalid("The job has nothing to do.", "Give it at least one item.");
    }
    Plan plan =
        new Plan(
            range,
            items,
            perTask,
            optional("parallelism", spec.parallelism(), MOST_AT_ONCE),
            optional("maxAttempts", spec.maxAttempts(), MOST_ATTEMPTS));
    if (plan.tasks() > MOST_TASKS) {
      throw invalid(
          "The job has " + plan.tasks() + " tasks.",
          "It has at most " + MOST_TASKS + "; give each task more items with itemsPerTask.");
    }
    return plan;
  }

  private static Range range(JobSpec.@Nullable Range given) {
    if (given == null || given.from() == null || given.to() == null) {
      throw invalid(
          "The job has no input.",
          "Give it one of items, lines, range and object, like {\"range\": {\"from\": 1, \"to\": 10}}.");
    }
    return new Range(given.from(), step(given));
  }

  private static long step(JobSpec.Range given) {
    long step = given.step() == null ? 1 : given.step();
    if (step == 0) {
      throw invalid("The step of the range is 0.", "It is any other whole number.");
    }
    return step;
  }

  /** How many numbers; the last is included where a step meets it. */
  private static long items(JobSpec.@Nullable Range given) {
    Range range = range(given);
    BigInteger way =
        BigInteger.valueOf(given == null || given.to() == null ? 0 : given.to())
            .subtract(BigInteger.valueOf(range.from()));
    BigInteger steps = way.divide(BigInteger.valueOf(range.step()));
    boolean away = way.signum() * Long.signum(range.step()) < 0;
    BigInteger items = away ? BigInteger.ZERO : steps.add(BigInteger.ONE);
    long most = MOST_TASKS * MOST_ITEMS_PER_TASK;
    if (items.compareTo(BigInteger.valueOf(most)) > 0) {
      throw invalid("The range has " + items + " numbers.", "It has at most " + most + ".");
    }
    return items.longValueExact();
  }

  private static @Nullable Integer optional(String name, @Nullable Integer given, int most) {
    return given == null ? null : (Integer) number(name, given, most, 1);
  }

  private static int number(String name, @Nullable Integer given, int most, int usual) {
    if (given == null) {
      return usual;
    }
    if (given < 1 || given > most) {
      throw invalid(name + " is " + given + ".", "It is a whole number from 1 to " + most + ".");
    }
    return given;
  }

  static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
