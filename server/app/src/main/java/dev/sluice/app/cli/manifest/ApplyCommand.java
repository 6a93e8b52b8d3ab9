package dev.sluice.app.cli.manifest;

import dev.sluice.app.cli.code.UploadProgress;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change;
import dev.sluice.manifest.Codes;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.ManifestReader;
import dev.sluice.manifest.Plan;
import dev.sluice.manifest.Planner;
import dev.sluice.manifest.Run;
import dev.sluice.manifest.Step;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice apply}. Not thread-safe. */
@Command(
    name = "apply",
    customSynopsis = "sluice apply [-f FILE]... [OPTION...]",
    description = {
      "Make functions, workflows and more what a manifest says.",
      "The plan is printed, then done; where all is so already, there is nothing to do.",
      "A failure stops it with status 1, and running it again goes on from there."
    },
    footer = {
      "  sluice apply",
      "  sluice apply -f sluice.yaml --dry-run",
      "  sluice apply -f shop.yaml -f extra.yaml --prune --namespace web",
      "  sluice export --namespace test | sluice apply -f - --namespace web"
    })
public final class ApplyCommand extends ServerVerb {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A manifest (sluice.yaml), or - for standard input; can be repeated.")
  List<String> files = new ArrayList<>();

  @Option(names = "--dry-run", description = "Only print the plan.")
  boolean dryRun;

  @Option(
      names = "--prune",
      description = "Delete what came from this manifest and is in it no more.")
  boolean prune;

  ApplyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Problems problems = new Problems();
    ManifestReader reader = new ManifestReader(problems);
    for (String file : files.isEmpty() ? List.of("sluice.yaml") : files) {
      reader.add(file, console().in());
    }
    Manifest manifest = reader.manifest();
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    SluiceClient there = client(client, manifest);
    try (Codes codes = new Codes()) {
      Plan plan = new Planner(there, shell().environment(), codes, problems).plan(manifest, prune);
      return problems.isEmpty() ? carryOut(plan, there) : refused(problems);
    }
  }

  private int refused(Problems problems) {
    problems.all().forEach(problem -> console().note("error: " + Words.oneLine(problem)));
    return FAILED;
  }

  private static SluiceClient client(SluiceClient client, Manifest manifest) {
    Connection connection = client.connection();
    String named = connection.namespace();
    String own = manifest.namespace();
    if (own == null || own.equals(named)) {
      return client;
    }
    if (named != null) {
      throw new CliException(
          "the manifest belongs to the namespace '"
              + own
              + "', and '"
              + named
              + "' was asked for; leave one of them out");
    }
    return new SluiceClient(new Connection(connection.url(), connection.token(), own));
  }

  private int carryOut(Plan plan, SluiceClient client) throws IOException {
    if (!json()) {
      console().print(PlanText.of(plan));
      if (!plan.left().isEmpty()) {
        console()
            .note(
                "not in the manifest any more: "
                    + String.join(", ", plan.left())
                    + "; --prune deletes what came from it");
      }
    }
    List<Step> work = dryRun ? List.of() : plan.work();
    Run run = new Run(client, () -> new UploadProgress(console(), shell().clock()));
    for (int done = 0; done < work.size(); done++) {
      Change change = work.get(done).change();
      console().progress((done + 1) + " of " + work.size() + ": " + change.title());
      try {
        work.get(done).run(run);
      } catch (SluiceApiException e) {
        return failed(plan, work, done, new Outcome.Failure(e.problem().code(), e.sentence()));
      } catch (IOException e) {
        String sentence = unreachable(client.connection(), e);
        return failed(plan, work, done, new Outcome.Failure("unreachable", sentence));
      }
      console().endProgress();
      if (!json()) {
        console().println(PlanText.done(change));
        console().flush();
      }
    }
    if (json()) {
      console().print(Json.pretty(Outcome.of(plan, dryRun, work.size(), null)));
    }
    return OK;
  }

  private int failed(Plan plan, List<Step> work, int done, Outcome.Failure failure) {
    if (json()) {
      console().print(Json.pretty(Outcome.of(plan, false, done, failure)));
    }
    String rest =
        work.subList(done, work.size()).stream()
            .map(step -> step.change().title())
            .collect(Collectors.joining(", "));
    console()
        .note(
            Words.oneLine(
                "error: "
                    + work.get(done).change().title()
                    + ": "
                    + failure.sentence()
                    + " ("
                    + failure.code()
                    + "); "
                    + Words.count(done, "change")
                    + (done == 1 ? " was" : " were")
                    + " made, not made: "
                    + rest
                    + "; run it again to go on"));
    return FAILED;
  }
}
