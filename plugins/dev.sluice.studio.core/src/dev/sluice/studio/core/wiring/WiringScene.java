package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.SourceInfo;
import dev.sluice.layout.Box;
import dev.sluice.layout.ColumnLayout;
import dev.sluice.layout.ColumnLayout.Item;
import dev.sluice.layout.ColumnLayout.Link;
import dev.sluice.layout.ColumnLayout.Placed;
import dev.sluice.layout.ColumnLayout.Side;
import dev.sluice.layout.Route;
import dev.sluice.layout.Size;
import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.graph.Tone;
import dev.sluice.studio.core.version.SharesText;
import dev.sluice.studio.core.wiring.Rates.Rate;
import dev.sluice.studio.core.wiring.Rates.Through;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Draws sources on the left, functions and workflows on the right, and associations as boxes on the
 * lines between them; a workflow says itself which events start it. Places change only when
 * something comes, goes or is connected otherwise. Not thread-safe.
 */
final class WiringScene {
  /** One in so many that fails may be the event's fault; more are the function's. */
  private static final double FAILING = 0.05;

  private static final double WIDTH = 176;
  private static final double HEIGHT = 48;
  private static final Size RATE = new Size(58, 18);

  /** A rate of events, none of which can fail yet. */
  private static final Size ARRIVING = new Size(42, 18);

  private List<Item> items = List.of();
  private List<Link> links = List.of();
  private Placed placed = new Placed(Map.of(), Map.of());

  /**
   * What is drawn besides what the server has.
   *
   * @param functions that are there, of the whole namespace
   * @param shown nodes of functions and workflows that are drawn although nothing leads to them
   * @param edited associations with changes that were not applied
   */
  record Extras(Collection<String> functions, Set<String> shown, Set<String> edited) {}

  /** The drawing of now. */
  Scene of(Wiring wiring, Extras extras, Rates rates, Instant now) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    sources(wiring, rates, nodes);
    wiring.associations().forEach(info -> put(nodes, association(info, extras.edited())));
    functions(wiring, extras, nodes);
    workflows(wiring, extras, nodes);
    List<Link> wanted = links(wiring);
    place(nodes.values(), wanted);
    List<Node> drawn = new ArrayList<>();
    nodes.forEach((id, node) -> drawn.add(node.at(placed.boxes().get(id))));
    Through through = rates.through(now);
    return new Scene(
        drawn, wanted.stream().map(link -> line(wiring, link, rates, through)).toList());
  }

  private void place(Collection<Node> nodes, List<Link> wanted) {
    List<Item> now =
        nodes.stream().map(node -> new Item(node.id(), size(node), side(node))).toList();
    if (!now.equals(items) || !wanted.equals(links)) {
      items = now;
      links = wanted;
      placed = ColumnLayout.place(now, wanted);
    }
  }

  private static Size size(Node node) {
    return new Size(node.box().width(), node.box().height());
  }

  private static Side side(Node node) {
    return Wiring.functionOf(node.id()).or(() -> Wiring.workflowOf(node.id())).isPresent()
        ? Side.RIGHT
        : Wiring.associationOf(node.id()).isPresent() ? Side.ANYWHERE : Side.LEFT;
  }

  private static void sources(Wiring wiring, Rates rates, Map<String, Node> nodes) {
    put(
        nodes,
        card(
            Wiring.source(Wiring.EVENTS),
            new Node.Look(Tone.BLUE, Glyph.SEND),
            Wiring.EVENTS,
            "POST /v1/events",
            null,
            null));
    wiring.sources().forEach(info -> put(nodes, source(info, rates)));
    boolean any =
        wiring.associations().stream().anyMatch(info -> info.sources().isEmpty())
            || wiring.workflows().stream()
                .anyMatch(start -> start.sources(wiring.sources()).contains(Wiring.anySource()));
    if (any) {
      put(
          nodes,
          card(
              Wiring.anySource(),
              new Node.Look(Tone.GREY, Glyph.LIST),
              "Any source",
              "every event" + arrives(rates.source(SourceCounts.ANY)),
              null,
              null));
    }
    for (AssociationInfo info : wiring.associations()) {
      for (String name : info.sources()) {
        String id = Wiring.source(name);
        if (!nodes.containsKey(id)) {
          Node.Look look = new Node.Look(Tone.GREY, Glyph.QUESTION);
          put(
              nodes,
              card(
                  id,
                  look,
                  name,
                  "platform, or missing" + arrives(rates.source(name)),
                  null,
                  null));
        }
      }
    }
  }

  private static String arrives(double rate) {
    return rate > 0 ? " · " + words(rate) : "";
  }

  private static Node source(SourceInfo info, Rates rates) {
    Glyph glyph = info.kind().equals("schedule") ? Glyph.CLOCK : Glyph.BOLT;
    double rate = rates.source(info.name());
    Mark mark =
        switch (info.state()) {
          case "failed" -> new Mark(Mark.Kind.FAILED, "failed: " + info.stateReason());
          case "paused" -> new Mark(Mark.Kind.WAITING, "paused");
          case "connecting" -> new Mark(Mark.Kind.RUNNING, "connecting");
          default -> null;
        };
    return card(
        Wiring.source(info.name()),
        new Node.Look(info.state().equals("paused") ? Tone.GREY : Tone.TEAL, glyph),
        info.name(),
        info.kind()
            + " · "
            + (rate > 0 ? words(rate) : String.format(Locale.ENGLISH, "%,d events", info.events())),
        mark,
        null);
  }

  private static Node association(AssociationInfo info, Set<String> edited) {
    String filter =
        info.combine() != null
            ? Combinations.needs(info.combine())
            : info.filter() == null ? "every event" : info.filter();
    Mark mark =
        edited.contains(info.name()) ? new Mark(Mark.Kind.WARNING, "changed, not applied") : null;
    Mark status = null;
    if (info.state().equals("paused")) {
      boolean itself = info.stateReason() != null;
      status =
          new Mark(
              itself ? Mark.Kind.FAILED : Mark.Kind.WAITING,
              "paused" + (itself ? ": " + info.stateReason() : "") + waits(info));
    } else if (info.state().equals("disabled")) {
      status = new Mark(Mark.Kind.SKIPPED, "disabled: events pass it by");
    } else if (mark == null && info.blockedShards() != null && info.blockedShards() > 0) {
      mark =
          new Mark(
              Mark.Kind.ERROR, count(info.blockedShards(), "shard") + " blocked" + waits(info));
    } else if (mark == null && info.deadLetters() > 0) {
      mark =
          new Mark(Mark.Kind.ERROR, count(info.deadLetters(), "event") + " given up" + waits(info));
    }
    String detail =
        info.state().equals("enabled") && info.waiting() == 0
            ? filter
            : info.state().equals("enabled")
                ? count(info.waiting(), "event") + " waiting"
                : info.state() + waits(info);
    return card(
        Wiring.association(info.name()),
        new Node.Look(Tone.VIOLET, Glyph.BRANCH),
        info.name(),
        detail,
        mark,
        status);
  }

  private static String waits(AssociationInfo info) {
    return info.waiting() == 0 ? "" : ", " + count(info.waiting(), "event") + " waiting";
  }

  private static void functions(Wiring wiring, Extras extras, Map<String, Node> nodes) {
    Set<String> names = new TreeSet<>();
    extras.shown().forEach(node -> Wiring.functionOf(node).ifPresent(names::add));
    wiring.associations().stream()
        .flatMap(info -> info.targets().stream())
        .forEach(target -> names.add(String.valueOf(target.function())));
    for (String name : names) {
      boolean there = extras.functions().contains(name);
      put(
          nodes,
          card(
              Wiring.function(name),
              new Node.Look(Tone.GREEN, Glyph.FUNCTION),
              name,
              there ? versions(wiring, name) : "there is no such function",
              there ? null : new Mark(Mark.Kind.ERROR, "There is no function of this name."),
              null));
    }
  }

  /** Those that events start, and those that were put there. */
  private static void workflows(Wiring wiring, Extras extras, Map<String, Node> nodes) {
    for (WorkflowStart start : wiring.workflows()) {
      String id = Wiring.workflow(start.workflow());
      if (!start.filters().isEmpty() || extras.shown().contains(id)) {
        String words = start.words();
        put(
            nodes,
            card(
                id,
                new Node.Look(Tone.INDIGO, Glyph.NESTED),
                start.workflow(),
                words.isEmpty() ? "no events start it" : words,
                null,
                null));
      }
    }
  }

  /** Which versions get events, where it is not the latest alone. */
  private static String versions(Wiring wiring, String function) {
    Set<String> words = new TreeSet<>();
    for (AssociationInfo info : wiring.associations()) {
      for (Target target : info.targets()) {
        if (function.equals(target.function())) {
          words.add(version(target));
        }
      }
    }
    return words.isEmpty() ? "no events lead here" : String.join(", ", words);
  }

  private static String version(Target target) {
    Map<String, Double> weights = target.weights();
    if (weights != null) {
      return SharesText.words(weights);
    }
    return target.qualifier() == null ? "latest" : target.qualifier();
  }

  private static List<Link> links(Wiring wiring) {
    List<Link> links = new ArrayList<>();
    for (AssociationInfo info : wiring.associations()) {
      String node = Wiring.association(info.name());
      if (info.sources().isEmpty()) {
        links.add(new Link(lineId(Wiring.anySource(), node), Wiring.anySource(), node, ARRIVING));
      }
      for (String source : info.sources()) {
        String from = Wiring.source(source);
        links.add(new Link(lineId(from, node), from, node, ARRIVING));
      }
      for (Target target : info.targets()) {
        String to = Wiring.function(String.valueOf(target.function()));
        links.add(new Link(lineId(node, to), node, to, RATE));
      }
    }
    for (WorkflowStart start : wiring.workflows()) {
      String to = Wiring.workflow(start.workflow());
      for (String from : start.sources(wiring.sources())) {
        links.add(new Link(lineId(from, to), from, to, ARRIVING));
      }
    }
    return links;
  }

  private Line line(Wiring wiring, Link link, Rates rates, Through through) {
    Route route = placed.ways().get(link.id());
    Optional<String> association =
        Wiring.associationOf(link.from()).or(() -> Wiring.associationOf(link.to()));
    boolean stopped =
        association
            .flatMap(wiring::find)
            .map(info -> !info.state().equals("enabled"))
            .orElse(false);
    Rate rate =
        Wiring.functionOf(link.to())
            .map(function -> through.of(association.orElseThrow(), function))
            .orElseGet(() -> new Rate(arriving(link.from(), rates), 0));
    String label = words(rate);
    return new Line(
        link.id(),
        link.from(),
        link.to(),
        route.points(),
        label,
        label.isEmpty() ? null : route.label(),
        stopped
            ? Line.Style.STOPPED
            : rate.failed() >= FAILING ? Line.Style.FAILING : Line.Style.PLAIN,
        label.isEmpty() ? -1 : 1);
  }

  /** Events a second that come from the source of a node. */
  private static double arriving(String node, Rates rates) {
    return rates.source(Wiring.sourceOf(node).orElse(SourceCounts.ANY));
  }

  /** Empty where nothing ran. */
  private static String words(Rate rate) {
    if (rate.perSecond() == 0) {
      return "";
    }
    String failed =
        rate.failed() == 0 ? "" : " " + Math.max(1, Math.round(100 * rate.failed())) + "% ✗";
    return words(rate.perSecond()) + failed;
  }

  static String lineId(String from, String to) {
    return from + " > " + to;
  }

  private static String words(double perSecond) {
    return perSecond < 0.95
        ? String.format(Locale.ENGLISH, "%.1f/min", 60 * perSecond)
        : String.format(Locale.ENGLISH, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ENGLISH, "%,d %s", number, noun + (number == 1 ? "" : "s"));
  }

  private static void put(Map<String, Node> nodes, Node node) {
    nodes.putIfAbsent(node.id(), node);
  }

  private static Node card(
      String id,
      Node.Look look,
      String title,
      String detail,
      @Nullable Mark mark,
      @Nullable Mark status) {
    return new Node(
        id,
        "",
        new Box(0, 0, WIDTH, HEIGHT),
        Node.Shape.CARD,
        look,
        title,
        detail,
        0,
        mark,
        status,
        0);
  }
}
