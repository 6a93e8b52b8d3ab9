package dev.sluice.core.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.State.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Does what the steps of a scenario say. */
final class Steps implements AutoCloseable {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  private final Fixture fixture;
  private String definition = "";
  private JsonNode input = World.yaml("{}");
  private @Nullable World world;

  Steps() throws java.io.IOException {
    fixture = new Fixture();
  }

  void run(Gherkin.Scenario scenario) throws Exception {
    for (Gherkin.Step step : scenario.steps()) {
      try {
        run(step.sentence().strip(), step.text());
      } catch (AssertionError e) {
        String at = world == null ? "" : "\n" + StateText.of(world.state()) + world.events();
        throw new AssertionError("step: " + step.sentence() + "\n" + e.getMessage() + at, e);
      }
    }
  }

  private World world() {
    if (world == null) {
      throw new IllegalStateException("the workflow is not executed yet");
    }
    return world;
  }

  private void run(String sentence, String text) throws Exception {
    List<String> quoted = new ArrayList<>();
    Matcher found = QUOTED.matcher(sentence);
    while (found.find()) {
      quoted.add(found.group(1));
    }
    String plain = found.replaceAll("''");
    Matcher words =
        Pattern.compile(
                "(\\S+) should (run first|run last|not run|run after (\\S+)|run (\\d+) times)")
            .matcher(plain);
    if (words.matches()) {
      order(words);
    } else if (plain.matches("\\d+ (milliseconds|seconds|minutes|hours|days) pass")) {
      String[] parts = plain.split(" ", -1);
      world().pass(time(Long.parseLong(parts[0]), parts[1]));
    } else if (!given(plain, text, quoted) && !when(plain, text, quoted)) {
      then(plain, text, quoted);
    }
  }

  private static Duration time(long count, String unit) {
    return switch (unit) {
      case "milliseconds" -> Duration.ofMillis(count);
      case "seconds" -> Duration.ofSeconds(count);
      case "minutes" -> Duration.ofMinutes(count);
      case "hours" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private boolean given(String plain, String text, List<String> quoted) {
    switch (plain) {
      case "a workflow with definition:" -> definition = text;
      case "the workflow input is:" -> input = World.yaml(text);
      case "the function '' answers:" ->
          fixture.answers(quoted.get(0), new Fixture.Answer(World.yaml(text), 0, false));
      case "the function '' fails with status ''" ->
          fixture.answers(
              quoted.get(0), new Fixture.Answer(null, Integer.parseInt(quoted.get(1)), false));
      case "the function '' does not answer" ->
          fixture.answers(quoted.get(0), new Fixture.Answer(null, 0, true));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean when(String plain, String text, List<String> quoted) throws Exception {
    switch (plain) {
      case "the workflow is executed" -> {
        world = new World(definition, fixture, 1);
        world().tell(new Command.Start("e1", input));
      }
      case "the workflow is executed in turns of '' steps" -> {
        world = new World(definition, fixture, 1);
        world().steps(Integer.parseInt(quoted.get(0)));
        world().tell(new Command.Start("e1", input));
      }
      case "an event is published:" -> world().tell(new Command.Deliver(World.yaml(text)));
      case "the workflow is suspended" -> world().tell(new Command.Suspend(World.AUDIT));
      case "the workflow is resumed" -> world().tell(new Command.Resume(World.AUDIT));
      case "the workflow is cancelled" -> world().tell(new Command.Cancel(World.AUDIT));
      case "it is retried" -> fix(new Command.Retry(null, null));
      case "it is retried with input:" -> fix(new Command.Retry(null, World.yaml(text)));
      case "the task '' is skipped with output:" ->
          fix(new Command.Skip(quoted.get(0), World.yaml(text)));
      case "it jumps to ''" -> fix(new Command.Jump(null, quoted.get(0), null));
      case "the context is replaced by:" -> fix(new Command.EditContext(World.yaml(text)));
      case "the timer of '' is fired" -> fix(new Command.FireTimer(quoted.get(0)));
      case "the engine restarts" -> {
        // It does after each turn; here it is said where that matters.
        assertThat(world().events()).isNotEmpty();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void fix(Command.Repair repair) {
    world().tell(new Command.Fix(repair, World.AUDIT));
  }

  private void then(String plain, String text, List<String> quoted) {
    switch (plain) {
      case "the workflow should complete" -> status(Status.COMPLETED);
      case "the workflow should complete with output:" -> {
        status(Status.COMPLETED);
        same(world().state().output(), World.yaml(text));
      }
      case "the workflow should fault" -> status(Status.FAULTED);
      case "the workflow should fault with error:" -> {
        status(Status.FAULTED);
        JsonNode error = world().state().error().json();
        World.yaml(text).properties().forEach(f -> same(error.path(f.getKey()), f.getValue()));
      }
      case "the workflow should be waiting" -> status(Status.RUNNING);
      case "the workflow should be suspended" -> status(Status.SUSPENDED);
      case "the workflow should be cancelled" -> status(Status.CANCELLED);
      case "the context should be:" -> same(world().state().context(), World.yaml(text));
      case "the workflow output should have a '' property with value:" ->
          same(at(quoted.get(0)), World.yaml(text));
      case "the function '' should have been called '' times" ->
          assertThat(world().called(quoted.get(0))).isEqualTo(Integer.parseInt(quoted.get(1)));
      case "the definition should be refused with ''" -> refused(quoted.get(0));
      case "an event of type '' should be emitted" -> assertThat(emitted()).contains(quoted.get(0));
      case "it should be at ''" ->
          assertThat(Engine.current(world().state())).containsExactly(quoted.get(0));
      case "nothing secret should be in the history" ->
          assertThat(world().events().toString()).doesNotContain("hidden");
      default -> output(plain, quoted);
    }
  }

  private void output(String plain, List<String> quoted) {
    Matcher items =
        Pattern.compile("the workflow output should have a '' property containing (\\d+) items")
            .matcher(plain);
    if (items.matches()) {
      assertThat(at(quoted.get(0)).size()).isEqualTo(Integer.parseInt(items.group(1)));
    } else if (plain.startsWith("the workflow output should have properties")) {
      quoted.forEach(name -> assertThat(at(name).isMissingNode()).describedAs(name).isFalse());
    } else {
      fail("no such step: " + plain);
    }
  }

  private void refused(String why) {
    try {
      world = new World(definition, fixture, 1);
      fail("the definition was taken");
    } catch (InvalidDefinitionException e) {
      assertThat(e).hasMessageContaining(why);
    }
  }

  private List<String> emitted() {
    List<String> types = new ArrayList<>();
    for (HistoryEvent event : world().events()) {
      if (event instanceof HistoryEvent.Emitted emitted) {
        types.add(emitted.event().path("type").asText());
      }
    }
    return types;
  }

  private void status(Status expected) {
    assertThat(world().state().status())
        .describedAs(String.valueOf(world().state().error()))
        .isEqualTo(expected);
  }

  private static void same(JsonNode actual, JsonNode expected) {
    assertThat(normal(actual)).isEqualTo(normal(expected));
  }

  /** Whole numbers are whole however they came about. */
  private static String normal(JsonNode value) {
    if (value.isObject()) {
      java.util.TreeMap<String, String> sorted = new java.util.TreeMap<>();
      value.properties().forEach(f -> sorted.put(f.getKey(), normal(f.getValue())));
      return sorted.toString();
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(normal(part)));
      return parts.toString();
    }
    return value.isNumber() ? Double.toString(value.doubleValue()) : value.toString();
  }

  private JsonNode at(String path) {
    return world().state().output().at("/" + path.replace('.', '/'));
  }

  private void order(Matcher words) {
    List<String> ran = world().ran();
    String task = words.group(1);
    String what = words.group(2);
    if (what.equals("run first")) {
      assertThat(ran.get(0)).isEqualTo(task);
    } else if (what.equals("run last")) {
      assertThat(ran.get(ran.size() - 1)).isEqualTo(task);
    } else if (what.equals("not run")) {
      assertThat(ran).doesNotContain(task);
    } else if (words.group(4) != null) {
      long times = ran.stream().filter(task::equals).count();
      assertThat(times).isEqualTo(Long.parseLong(words.group(4)));
    } else {
      assertThat(ran.indexOf(task)).isGreaterThan(ran.indexOf(words.group(3)));
    }
  }

  @Override
  public void close() {
    fixture.close();
  }
}
