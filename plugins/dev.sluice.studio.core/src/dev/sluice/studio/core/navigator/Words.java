package dev.sluice.studio.core.navigator;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.studio.core.operate.JobsPresenter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the Navigator says.
 *
 * @param name what it is called
 * @param state how it is, shown faintly behind the name; may be empty
 * @param trouble what is wrong or was given up, shown so that it is seen; may be empty
 * @param off whether it is switched off, so that the name is faint too
 */
public record Words(String name, String state, String trouble, boolean off) {
  private static final String DOT = " · ";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  private static Words plain(String name, String state) {
    return new Words(name, state, "", false);
  }

  /** The words for a line; times are told in this zone. */
  public static Words of(TreeNode node, ZoneId zone) {
    if (node instanceof Branch branch) {
      return branch(branch);
    }
    if (node instanceof TreeNode.Version version) {
      return version(version.info(), zone);
    }
    if (node instanceof TreeNode.Alias alias) {
      return plain(alias.info().name(), weights(alias.info().weights()));
    }
    if (node instanceof TreeNode.WorkflowVersion version) {
      String day = DAY.withZone(zone).format(version.info().createdAt());
      return plain("Version " + version.info().version(), day);
    }
    if (node instanceof TreeNode.WorkflowAlias alias) {
      return plain(alias.info().name(), weights(alias.info().weights()));
    }
    if (node instanceof TreeNode.Source source) {
      return source(source.info());
    }
    if (node instanceof TreeNode.Association association) {
      return association(association.info());
    }
    if (node instanceof TreeNode.BatchJob job) {
      return job(job.info());
    }
    if (node instanceof TreeNode.DeadLetter letter) {
      var error = letter.info().error();
      String why = error == null ? "" : error.type() + ": " + error.message();
      return new Words(letter.info().function(), "", why.lines().findFirst().orElse(""), false);
    }
    if (node instanceof TreeNode.OtherConnection other) {
      String url = other.choice().url();
      return url == null
          ? new Words("This machine", "", "", true)
          : new Words(url.replaceFirst("^https?://", ""), "", "", true);
    }
    if (node instanceof TreeNode.OtherNamespace other) {
      return new Words(other.name(), "", "", true);
    }
    return node instanceof TreeNode.Note note ? plain("", note.text()) : plain("", "");
  }

  private static Words branch(Branch node) {
    if (node instanceof FunctionNode function) {
      return function(function);
    }
    if (node instanceof WorkflowNode workflow) {
      String runs = workflow.running() == 0 ? "" : DOT + workflow.running() + " running";
      return plain(workflow.info().name(), "v" + workflow.info().version() + runs);
    }
    if (node instanceof GroupNode group) {
      return group(group);
    }
    if (node instanceof ConnectionNode connection) {
      var status = connection.status();
      String place = status.place().isEmpty() ? "No server" : status.place();
      return switch (status.phase()) {
        case CONNECTED -> plain(place, "connected");
        case STARTING -> plain(place, "connecting");
        case NO_SERVER -> plain(place, "");
        case UNREACHABLE -> new Words(place, "", "does not answer", false);
        case REFUSED -> new Words(place, "", "refuses the token", false);
      };
    }
    return node instanceof NamespaceNode namespace
        ? plain(namespace.name().isEmpty() ? "Namespace" : namespace.name(), "")
        : plain("", "");
  }

  private static Words group(GroupNode group) {
    long total = group.total();
    if (group.kind() == GroupNode.Kind.DEAD_LETTERS) {
      return new Words(group.kind().title(), "", total == 0 ? "" : count(total), false);
    }
    long shown = group.children().stream().filter(it -> !(it instanceof TreeNode.Note)).count();
    String state = !group.known() ? "" : shown < total ? count(shown) + " of " : "";
    state += total == 0 ? "" : count(total);
    List<String> trouble = new ArrayList<>();
    long failed = group.all().stream().filter(Words::failed).count();
    if (failed > 0) {
      trouble.add(count(failed) + " failed");
    }
    long running = group.all().stream().filter(Words::running).count();
    if (running > 0) {
      state += DOT + count(running) + " running";
    }
    return new Words(group.kind().title(), state, String.join(DOT, trouble), false);
  }

  private static boolean failed(TreeNode node) {
    return node instanceof TreeNode.Source source && source.info().state().equals("failed");
  }

  private static boolean running(TreeNode node) {
    return node instanceof TreeNode.BatchJob job && job.info().status().equals("running");
  }

  private static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  private static Words function(FunctionNode node) {
    FunctionInfo info = node.info();
    List<String> state = new ArrayList<>();
    if (!node.enabled()) {
      state.add("disabled");
    } else if (info.publishedVersion() != null) {
      state.add("v" + info.publishedVersion());
    }
    if (node.waiting().events() > 0) {
      state.add(count(node.waiting().events()) + " waiting");
    }
    return new Words(
        info.name(),
        String.join(DOT, state),
        letters(node.waiting().deadLetters()),
        !node.enabled());
  }

  private static String letters(long number) {
    return number == 0 ? "" : number == 1 ? "1 dead letter" : count(number) + " dead letters";
  }

  private static Words version(VersionInfo info, ZoneId zone) {
    String description = info.description();
    return plain(
        "Version " + info.version(),
        description == null || description.isEmpty()
            ? DAY.withZone(zone).format(info.createdAt())
            : description);
  }

  private static Words source(SourceInfo info) {
    boolean paused = info.state().equals("paused");
    boolean failed = info.state().equals("failed");
    boolean running = info.state().equals("running");
    return new Words(
        info.name(),
        running || failed ? info.kind() : info.kind() + DOT + info.state(),
        failed ? "failed" : "",
        paused);
  }

  private static Words association(AssociationInfo info) {
    List<String> state = new ArrayList<>();
    boolean on = info.state().equals("enabled");
    if (!on) {
      state.add(info.state());
    }
    if (info.waiting() > 0) {
      state.add(count(info.waiting()) + " waiting");
    }
    if (state.isEmpty()) {
      state.add(
          "to " + info.targets().stream().map(Words::target).collect(Collectors.joining(", ")));
    }
    List<String> trouble = new ArrayList<>();
    if (info.blockedShards() != null && info.blockedShards() > 0) {
      trouble.add("blocked");
    }
    if (info.deadLetters() > 0) {
      trouble.add(letters(info.deadLetters()));
    }
    return new Words(info.name(), String.join(DOT, state), String.join(DOT, trouble), !on);
  }

  private static @Nullable String target(AssociationSpec.Target target) {
    return target.function();
  }

  private static Words job(JobInfo info) {
    boolean going = info.endedAt() == null;
    String state = info.status();
    if (going) {
      state += DOT + (int) Math.floor(100 * JobsPresenter.done(info)) + " %";
    }
    String failed = info.failed() == 0 ? "" : count(info.failed()) + " failed";
    return new Words(info.function(), state, failed, false);
  }

  /** {@code 90% v1, 10% v2}; just the version when it gets everything. */
  private static String weights(Map<String, Double> weights) {
    if (weights.size() == 1) {
      return "v" + weights.keySet().iterator().next();
    }
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(weight -> percent(weight.getValue()) + " v" + weight.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent)
        ? (int) percent + "%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }
}
