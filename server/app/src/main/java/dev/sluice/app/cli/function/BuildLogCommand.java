package dev.sluice.app.cli.function;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.LiveStream;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function build-log}. Not thread-safe. */
@Command(
    name = "build-log",
    customSynopsis = "sluice function build-log NAME [BUILD] [OPTION...]",
    description = {
      "Print the log of a build of a function's code.",
      "With --follow, go on until the build has ended."
    },
    footer = {
      "  sluice function build-log shop",
      "  sluice function build-log shop --follow",
      "  sluice function build-log shop 01kaw3t2p9z5v8e6m4n7q0r1sx"
    })
final class BuildLogCommand extends ServerVerb {
  @Parameters(index = "0", paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BUILD",
      description = "The build's id; the newest one's when left out.")
  @Nullable String build;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines until the build has ended.")
  boolean follow;

  BuildLogCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String id = build == null ? newest(client) : build;
    if (follow) {
      try (LiveStream stream = new LiveStream()) {
        client
            .builds()
            .follow(
                name,
                id,
                stream,
                line -> {
                  print(line);
                  console().flush();
                });
      }
      return OK;
    }
    List<BuildLogLine> lines = client.builds().log(name, id);
    if (json()) {
      console().print(Json.pretty(new Page<>(lines, null)));
    } else if (lines.isEmpty()) {
      console().note("no lines");
    } else {
      lines.forEach(this::print);
    }
    return OK;
  }

  private String newest(SluiceClient client) throws IOException {
    List<BuildInfo> builds = client.builds().list(name, 1, null).items();
    if (builds.isEmpty()) {
      throw new CliException("no build of " + name + " is there: its code runs as it is");
    }
    return builds.get(0).id();
  }

  private void print(BuildLogLine line) {
    console().println(json() ? Json.line(line) : line.text());
  }
}
