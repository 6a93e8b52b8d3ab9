package dev.sluice.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does one thing after the other in one namespace, by chance, and holds each answer against the
 * model's. Confined to one thread.
 */
final class Explorer {
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final List<String> ALIASES = List.of("live", "beta");
  private static final int REMEMBERED = 25;

  /** After how many steps all that is there is compared. */
  private static final int LOOK = 40;

  private final FunctionModel model = new FunctionModel();
  private final Platform platform;
  private final String tenant;
  private final Random random;
  private final String where;
  private final Deque<String> before = new ArrayDeque<>();
  private int steps;

  /**
   * Explores.
   *
   * @param tenant a word that only this namespace's functions say
   * @param seed of what it does
   * @param seedOfTest what to run the test by again
   */
  Explorer(Platform platform, String tenant, long seed, long seedOfTest) {
    this.platform = platform;
    this.tenant = tenant;
    this.random = new Random(seed);
    this.where = tenant + ", -Dmodel.seed=" + seedOfTest;
  }

  /** Does the next thing. */
  void step() throws IOException {
    steps++;
    String name = one(NAMES);
    switch (random.nextInt(20)) {
      case 0, 1 -> create(name);
      case 2, 3 -> update(name);
      case 4, 5 -> publish(name);
      case 6 -> deleteVersion(name);
      case 7, 8 -> setAlias(name);
      case 9 -> deleteAlias(name);
      case 10 -> fork(name);
      case 11 -> enable(name);
      case 12 -> delete(name);
      default -> invoke(name);
    }
    if (steps % LOOK == 0) {
      look();
    }
  }

  int steps() {
    return steps;
  }

  /** Compares all that is there. */
  void look() throws IOException {
    SortedMap<String, String> known = new TreeMap<>();
    model.names().forEach(name -> known.put(name, model.describe(name)));
    assertThat(platform.everything()).as(story()).isEqualTo(known);
  }

  private void create(String name) throws IOException {
    String word = word();
    check("create " + name, Set.of(model.create(name, word)), platform.create(name, word, coin()));
  }

  private void update(String name) throws IOException {
    String word = word();
    Long revision = revision(name);
    check(
        "update " + name + " at " + revision,
        Set.of(model.update(name, word, revision)),
        platform.update(name, word, coin(), revision));
  }

  private void publish(String name) throws IOException {
    Long revision = revision(name);
    check(
        "publish " + name + " at " + revision,
        Set.of(model.publish(name, revision)),
        platform.publish(name, revision));
  }

  private void deleteVersion(String name) throws IOException {
    int version = version();
    check(
        "delete version " + version + " of " + name,
        Set.of(model.deleteVersion(name, version)),
        platform.deleteVersion(name, version));
  }

  private void setAlias(String name) throws IOException {
    String alias = one(ALIASES);
    SortedMap<Integer, Double> weights = new TreeMap<>();
    int first = version();
    int second = version();
    weights.put(first, first == second ? 1 : 0.75);
    weights.putIfAbsent(second, 0.25);
    check(
        "point " + alias + " of " + name + " to " + weights,
        Set.of(model.setAlias(name, alias, weights)),
        platform.setAlias(name, alias, weights));
  }

  private void deleteAlias(String name) throws IOException {
    String alias = one(ALIASES);
    check(
        "delete alias " + alias + " of " + name,
        Set.of(model.deleteAlias(name, alias)),
        platform.deleteAlias(name, alias));
  }

  private void fork(String name) throws IOException {
    int version = version();
    check(
        "fork version " + version + " of " + name,
        Set.of(model.fork(name, version)),
        platform.fork(name, version));
  }

  /** More often enabled than disabled, so that there is something to invoke. */
  private void enable(String name) throws IOException {
    boolean enabled = random.nextInt(3) > 0;
    check(
        (enabled ? "enable " : "disable ") + name,
        Set.of(model.enable(name, enabled)),
        platform.enable(name, enabled));
  }

  private void delete(String name) throws IOException {
    Long revision = revision(name);
    check(
        "delete " + name + " at " + revision,
        Set.of(model.delete(name, revision)),
        platform.delete(name, revision));
  }

  private void invoke(String name) throws IOException {
    String qualifier =
        switch (random.nextInt(3)) {
          case 0 -> FunctionModel.LATEST;
          case 1 -> Integer.toString(version());
          default -> one(ALIASES);
        };
    check(
        "invoke " + name + ":" + qualifier,
        model.invoke(name, qualifier),
        platform.invoke(name, qualifier));
  }

  private void check(String what, Set<String> expected, String actual) {
    if (before.size() == REMEMBERED) {
      before.remove();
    }
    before.add(what + ": " + actual);
    assertThat(expected).as(story()).contains(actual);
  }

  /** What to repeat it by, and what went before. */
  private String story() {
    return "step " + steps + " of " + where + "\n" + String.join("\n", before) + "\n";
  }

  /** No two codes say the same. */
  private String word() {
    return tenant + " " + steps;
  }

  /** One that is there now, one that was, or none to be named. */
  private Long revision(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> model.revision(name);
      case 1 -> Math.max(1, model.revision(name) - 1);
      default -> null;
    };
  }

  /** Small, so that it is often one that is there. */
  private int version() {
    return 1 + random.nextInt(4);
  }

  private boolean coin() {
    return random.nextBoolean();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
