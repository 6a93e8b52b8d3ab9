package dev.sluice.core.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random workflows come to the same end whether they restart from their history after every task or
 * run through. The seed is the test's name.
 */
final class RandomWorkflowTest {
  private static final int ROUNDS = 40;

  static java.util.stream.LongStream seeds() {
    return new Random().longs(150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldComeToTheSameEndWhereverItRestarts(long seed) throws Exception {
    String definition = "do:\n" + new Generator(seed).tasks("  ", 0);

    World whole = run(definition, seed, 1_000);
    World stepped = run(definition, seed, 1);

    assertThat(StateText.of(stepped.state()))
        .describedAs(definition)
        .isEqualTo(StateText.of(whole.state()));
  }

  private static World run(String definition, long seed, int steps) throws Exception {
    World world = new World(definition, (call, authentication) -> answer(call), seed);
    world.steps(steps);
    world.tell(new Command.Start("e" + seed, World.yaml("{n: 1, list: [1, 2]}")));
    for (int i = 0; i < ROUNDS && !world.state().status().isOver(); i++) {
      world.pass(Duration.ofSeconds(1));
      world.tell(
          new Command.Deliver(
              World.yaml(
                  "{specversion: '1.0', id: '"
                      + i
                      + "', source: s, type: t"
                      + i % 3
                      + ", data: {n: 1}}")));
    }
    return world;
  }

  private static JsonNode answer(Engine.PendingCall call) {
    if (call.request().path("function").asText().equals("bad")) {
      throw new RaisedException(WorkflowError.runtime(500, "bad"));
    }
    return World.yaml("{n: 2, list: [3]}");
  }

  /** Writes workflows. */
  private static final class Generator {
    private final Random random;
    private int names;

    Generator(long seed) {
      random = new Random(seed);
    }

    String tasks(String indent, int depth) {
      StringBuilder text = new StringBuilder();
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        String name = "t" + names++;
        text.append(indent).append("- ").append(name).append(":\n");
        text.append(task(indent + "    ", depth));
        if (random.nextInt(8) == 0) {
          text.append(indent).append("    if: .n == ").append(random.nextInt(3)).append('\n');
        }
        if (random.nextInt(12) == 0) {
          text.append(indent).append("    then: ");
          text.append(random.nextBoolean() ? "exit" : "end").append('\n');
        }
        if (random.nextInt(6) == 0) {
          text.append(indent).append("    export: {as: '$context + {").append(name);
          text.append(": $task.name}'}\n");
        }
        if (random.nextInt(6) == 0) {
          text.append(indent).append("    output: {as: '{n: 1, list: [1, 2], was: .}'}\n");
        }
        if (random.nextInt(10) == 0) {
          text.append(indent).append("    timeout: {after: {seconds: 2}}\n");
        }
      }
      return text.toString();
    }

    private String task(String indent, int depth) {
      String deeper = indent + "  ";
      switch (random.nextInt(depth < 3 ? 13 : 8)) {
        case 0, 1 -> {
          return indent + "set: {n: '${ .n + 1 }', list: [4, 5]}\n";
        }
        case 2 -> {
          return indent + "wait: {seconds: " + random.nextInt(4) + "}\n";
        }
        case 3 -> {
          return indent + "call: " + (random.nextInt(3) == 0 ? "bad" : "good") + "\n";
        }
        case 4 -> {
          return indent + "emit: {event: {with: {source: s, type: x, data: '${ . }'}}}\n";
        }
        case 5 -> {
          return indent + "raise: {error: {type: e, status: 400, title: t}}\n";
        }
        case 6 -> {
          return indent + "listen: {to: {any: [{with: {type: t1}}], until: 'length == 2'}}\n";
        }
        case 7 -> {
          return indent + "switch: [{a: {when: '.n == 1', then: continue}}, {b: {then: exit}}]\n";
        }
        case 8 -> {
          return indent + "do:\n" + tasks(deeper, depth + 1);
        }
        case 9 -> {
          return indent
              + "for: {in: '.list // []'}\n"
              + indent
              + "do:\n"
              + tasks(deeper, depth + 1);
        }
        case 10 -> {
          String branches = tasks(deeper + "    ", depth + 1);
          return indent
              + "fork:\n"
              + deeper
              + "compete: "
              + random.nextBoolean()
              + "\n"
              + deeper
              + "branches:\n"
              + branches;
        }
        case 11 -> {
          return indent
              + "listen: {to: {all: [{with: {type: t0}}, {with: {type: t2}}]}}\n"
              + indent
              + "foreach:\n"
              + deeper
              + "do:\n"
              + tasks(deeper + "  ", depth + 1);
        }
        default -> {
          String retry =
              random.nextBoolean()
                  ? indent + "  retry: {delay: {seconds: 1}, limit: {attempt: {count: 2}}}\n"
                  : "";
          return indent
              + "try:\n"
              + tasks(deeper, depth + 1)
              + indent
              + "catch:\n"
              + retry
              + indent
              + "  do:\n"
              + tasks(indent + "    ", depth + 1);
        }
      }
    }
  }
}
