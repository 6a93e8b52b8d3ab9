package dev.sluice.benchmark.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.InvalidDefinitionException;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The engine alone, in one thread, without a store. */
public final class EngineRuns {
  /** Five tasks: four set data, one decides. */
  static final String FIVE_STEPS =
      """
      {"document": {"dsl": "1.0.0", "namespace": "n", "name": "five", "version": "1.0.0"},
       "do": [
         {"a": {"set": {"n": "${ .n + 1 }"}}},
         {"b": {"set": {"n": "${ .n * 2 }", "word": "two"}}},
         {"c": {"switch": [{"large": {"when": ".n > 10", "then": "e"}}, {"rest": {"then": "d"}}]}},
         {"d": {"set": {"n": "${ .n + 100 }"}}},
         {"e": {"set": {"done": true, "n": "${ .n }"}}}]}
      """;

  private static final String LOOP =
      """
      {"document": {"dsl": "1.0.0", "namespace": "n", "name": "loop", "version": "1.0.0"},
       "do": [
         {"count": {"set": {"n": "${ .n + 1 }"}}},
         {"again": {"switch": [{"more": {"when": ".n < %d", "then": "count"}}, {"end": {"then": "end"}}]}}]}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private EngineRuns() {}

  /**
   * What was measured.
   *
   * @param perCpuSecond executions in a second of processor time
   * @param encodedPerCpuSecond the same with their histories written as text
   * @param p50Micros of one, by the clock
   */
  public record Result(double perCpuSecond, double encodedPerCpuSecond, double p50Micros) {}

  /** Runs five tasks, again and again. */
  public static Result fiveSteps(Duration window) throws IOException {
    Program program = compile(FIVE_STEPS);
    double unusedWarmUp = perCpuSecond(program, window, true);
    double plain = perCpuSecond(program, window, false);
    double encoded = perCpuSecond(program, window, true);
    double[] times = new double[10_000];
    for (int i = 0; i < times.length; i++) {
      long began = System.nanoTime();
      List<HistoryEvent> unused = run(program, i);
      times[i] = (System.nanoTime() - began) / 1e3;
    }
    Arrays.sort(times);
    return new Result(plain, encoded, times[times.length / 2]);
  }

  private static double perCpuSecond(Program program, Duration window, boolean encode) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long end = System.nanoTime() + window.toNanos();
    int count = 0;
    long characters = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 100; i++) {
        List<HistoryEvent> happened = run(program, i);
        characters += encode ? HistoryCodec.text(happened).length() : happened.size();
      }
      count += 100;
    }
    if (characters == 0) {
      throw new IllegalStateException("nothing happened");
    }
    return count / ((threads.getCurrentThreadCpuTime() - cpu) / 1e9);
  }

  private static List<HistoryEvent> run(Program program, int n) {
    State state = new State(program);
    ObjectNode input = JsonNodeFactory.instance.objectNode().put("n", n);
    return Engine.decide(state, new Command.Start("e", input), surroundings());
  }

  /**
   * A loop.
   *
   * @param seconds until it was done
   * @param heapGrowth bytes that its state had more at its end than after a hundredth of it
   */
  public record Loop(double seconds, long heapGrowth) {}

  /** Runs a loop of so many rounds. */
  public static Loop loop(int rounds) throws IOException {
    State state = new State(compile(LOOP.formatted(rounds)));
    JsonNode input = JsonNodeFactory.instance.objectNode().put("n", 0);
    long began = System.nanoTime();
    int events = Engine.decide(state, new Command.Start("e", input), surroundings()).size();
    long early = 0;
    while (!state.status().isOver()) {
      events += Engine.decide(state, new Command.Continue(), surroundings()).size();
      if (early == 0 && events > rounds / 50) {
        early = Heap.used();
      }
      if (events == 0) {
        throw new IllegalStateException("the loop stands still");
      }
    }
    return new Loop((System.nanoTime() - began) / 1e9, Heap.used() - early);
  }

  static Surroundings surroundings() {
    JsonNode none = JsonNodeFactory.instance.objectNode();
    return new Surroundings(Instant.EPOCH, () -> "id", () -> 0.5, none, none, 1_000);
  }

  private static Program compile(String definition) throws IOException {
    try {
      return Program.compile(JSON.readTree(definition));
    } catch (InvalidDefinitionException e) {
      throw new IOException(e);
    }
  }
}
