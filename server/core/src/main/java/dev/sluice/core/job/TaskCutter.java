package dev.sluice.core.job;

import dev.sluice.core.job.Job.Plan;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.Range;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts the next tasks from a job's input, as many as memory takes at once. Thread-safe. */
final class TaskCutter {
  private static final int WINDOW = 1 << 20;

  private final JobStore store;

  TaskCutter(JobStore store) {
    this.store = store;
  }

  /**
   * The next tasks.
   *
   * @param payloads what each gets, in JSON
   * @param next how far the job is after them
   */
  record Cut(List<byte[]> payloads, Progress next) {}

  /** At least one task, of a job that has more, and at most so many. */
  Cut cut(Job job, int most) {
    long tasks = Math.min(most, job.plan().tasks() - job.progress().started());
    Range range = job.plan().range();
    return range == null ? stored(job, tasks) : numbers(job, range, tasks);
  }

  private static Cut numbers(Job job, Range range, long tasks) {
    Plan plan = job.plan();
    List<byte[]> payloads = new ArrayList<>();
    for (long task = job.progress().started(); payloads.size() < tasks; task++) {
      TaskPayload payload = new TaskPayload(plan.itemsPerTask());
      long first = task * plan.itemsPerTask();
      long end = Math.min(plan.items(), first + plan.itemsPerTask());
      for (long item = first; item < end; item++) {
        byte[] number = Long.toString(range.item(item)).getBytes(StandardCharsets.UTF_8);
        payload.add(number, 0, number.length);
      }
      payloads.add(payload.bytes());
    }
    return new Cut(payloads, job.progress().after(tasks, 0));
  }

  private Cut stored(Job job, long tasks) {
    for (int bytes = WINDOW; true; bytes *= 2) {
      byte[] window = store.input(job.id(), job.progress().offset(), bytes);
      Cut cut = cut(job, window, tasks);
      if (!cut.payloads().isEmpty()) {
        return cut;
      }
      if (window.length < bytes) {
        throw new IllegalStateException("the input of the job " + job.id() + " ends too early");
      }
    }
  }

  /** The tasks that are whole in a part of the input. */
  private static Cut cut(Job job, byte[] window, long tasks) {
    Plan plan = job.plan();
    List<byte[]> payloads = new ArrayList<>();
    int used = 0;
    int from = 0;
    long left = plan.items() - job.progress().started() * plan.itemsPerTask();
    while (payloads.size() < tasks) {
      long wanted = Math.min(left, plan.itemsPerTask());
      TaskPayload payload = new TaskPayload(plan.itemsPerTask());
      for (long n = 0; n < wanted; n++) {
        int end = end(window, from);
        if (end < 0) {
          return new Cut(payloads, next(job, payloads, used));
        }
        payload.add(window, from, end - from);
        from = end + 1;
      }
      payloads.add(payload.bytes());
      used = from;
      left -= wanted;
    }
    return new Cut(payloads, next(job, payloads, used));
  }

  private static Progress next(Job job, List<byte[]> payloads, int used) {
    return job.progress().after(payloads.size(), job.progress().offset() + used);
  }

  private static int end(byte[] window, int from) {
    for (int i = from; i < window.length; i++) {
      if (window[i] == JobInput.END) {
        return i;
      }
    }
    return -1;
  }

  /** The largest payload of a task that an input makes. */
  static int largest(byte[] input, int itemsPerTask) {
    int largest = 0;
    int first = 0;
    int items = 0;
    for (int i = 0; i < input.length; i++) {
      if (input[i] == JobInput.END && (++items == itemsPerTask || i == input.length - 1)) {
        // The ends of lines are as many as the brackets and commas, but for one.
        largest = Math.max(largest, i - first + (itemsPerTask == 1 ? 0 : 2));
        first = i + 1;
        items = 0;
      }
    }
    return largest;
  }

  /** An item, or an array of items where a task may have several. */
  private static final class TaskPayload {
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private final boolean array;
    private boolean first = true;

    TaskPayload(int itemsPerTask) {
      this.array = itemsPerTask > 1;
      if (array) {
        json.write('[');
      }
    }

    void add(byte[] bytes, int from, int length) {
      if (!first) {
        json.write(',');
      }
      first = false;
      json.write(bytes, from, length);
    }

    byte[] bytes() {
      if (array) {
        json.write(']');
      }
      return json.toByteArray();
    }
  }
}
