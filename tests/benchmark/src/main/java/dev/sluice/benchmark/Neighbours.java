package dev.sluice.benchmark;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.benchmark.load.LoadGenerator;
import dev.sluice.client.InvokeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures how a warm function is served over one connection while nobody else asks for anything,
 * and while a hostile one runs, in turn. The hostile one is called again as soon as it was ended,
 * so that its starts and ends are measured too.
 */
final class Neighbours {
  private static final double TIMEOUT_SECONDS = 1;

  private final SluiceSubject sluice;
  private final Plan plan;
  private final Map<Bomb, Ratio> ratios = new EnumMap<>(Bomb.class);

  Neighbours(SluiceSubject sluice, Plan plan) {
    this.sluice = sluice;
    this.plan = plan;
  }

  /** What the hostile function does: Python, the body of its handler. */
  enum Bomb {
    PROCESSOR("computes", "while True: pass"),
    FORKS("forks", "while True:\n  try: os.fork()\n  except OSError: pass"),
    MEMORY("fills its memory", "held = []\n while True: held.append(b'x' * (8 << 20))"),
    DISK(
        "fills its disk",
        "n = 0\n while True:\n  open(f'/tmp/{n}', 'wb').write(b'x' * 4096); n += 1"),
    LOG("floods its log", "while True: print('x' * 100)");

    private final String title;
    private final String code;

    Bomb(String title, String body) {
      this.title = title;
      this.code = "import os\ndef handler(event, context):\n " + body + "\n";
    }

    /** For people: what a function does that has this. */
    String title() {
      return title;
    }
  }

  /** Medians over the rounds, in milliseconds: alone, and beside the bomb. */
  record Ratio(double p50Alone, double p99Alone, double p50, double p99) {

    /** How much longer 99 of 100 calls may take beside the bomb. */
    double ofP99() {
      return p99 / p99Alone;
    }
  }

  void run() throws IOException {
    window(plan.warmUp());
    for (Bomb bomb : Bomb.values()) {
      String name = "bomb-" + bomb.name().toLowerCase(Locale.ROOT);
      sluice
          .client()
          .createFunction(
              new FunctionSpec(
                  name,
                  "python3",
                  "main.handler",
                  CodeSource.ofInline(bomb.code),
                  null,
                  TIMEOUT_SECONDS,
                  null,
                  null,
                  null));
      List<LoadGenerator.Result> alone = new ArrayList<>();
      List<LoadGenerator.Result> beside = new ArrayList<>();
      for (int round = 0; round < plan.rounds(); round++) {
        alone.add(window(plan.window()));
        beside.add(besides(name));
      }
      sluice.client().deleteFunction(name, null);
      ratios.put(
          bomb,
          new Ratio(
              median(alone, false),
              median(alone, true),
              median(beside, false),
              median(beside, true)));
      System.out.println("  neighbours: of one that " + bomb.title());
    }
  }

  private LoadGenerator.Result besides(String bomb) throws IOException {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> caller =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (!over.get()) {
                  sluice.client().invoke(bomb, InvokeRequest.json("{}"));
                }
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    try {
      return window(plan.window());
    } finally {
      over.set(true);
      caller.join();
    }
  }

  private LoadGenerator.Result window(Duration length) throws IOException {
    return LoadGenerator.run(
        sluice.echo(Language.PYTHON),
        1,
        Plan.RAMP,
        length,
        new LoadGenerator.Window() {
          @Override
          public void begin() {}

          @Override
          public void end() {}
        });
  }

  private static double median(List<LoadGenerator.Result> all, boolean late) {
    return Quantiles.of(
        all.stream().mapToDouble(r -> (late ? r.p99Nanos() : r.p50Nanos()) / 1e6).toArray(), 0.5);
  }

  /** What was measured. */
  Map<Bomb, Ratio> ratios() {
    return ratios;
  }
}
