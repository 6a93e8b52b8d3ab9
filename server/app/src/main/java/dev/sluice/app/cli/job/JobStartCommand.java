package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.api.JobSpec;
import dev.sluice.app.cli.function.ObjectOptions;
import dev.sluice.app.cli.invoke.ItemReader;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice job start}. Not thread-safe. */
@Command(
    name = "start",
    customSynopsis = "sluice job start FUNCTION --items|--lines|--range|--object X [OPTION...]",
    description = "Run a function for each item of an input.",
    footer = {
      "  sluice job start resize --items pictures.json --parallelism 8",
      "  sluice job start fetch --lines addresses.txt --max-attempts 5",
      "  sluice job start resize --object s3://pictures/names.txt",
      "  sluice job start count:live --range 1..1000000 --items-per-task 1000",
      "  seq 10 | sluice job start count --items -"
    })
final class JobStartCommand extends ServerVerb {
  private static final Pattern RANGE =
      Pattern.compile("(-?[0-9]{1,18})\\.\\.(-?[0-9]{1,18})(?::(-?[0-9]{1,18}))?");

  @Parameters(paramLabel = "FUNCTION[:QUALIFIER]", description = "The function, and what of it.")
  String function = "";

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description = "A JSON array, or JSON values one after the other; - for standard input.")
  @Nullable String items;

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description = "Text; each line that is not empty is an item. - for standard input.")
  @Nullable String lines;

  @Option(names = "--range", paramLabel = "A..B[:STEP]", description = "Whole numbers from A to B.")
  @Nullable String range;

  @Mixin ObjectOptions objects = new ObjectOptions();

  @Option(
      names = "--format",
      paramLabel = "lines|json",
      description = "What the object has: lines, or JSON as --items takes it.")
  @Nullable String format;

  @Option(
      names = "--items-per-task",
      paramLabel = "N",
      description = "Above 1, a task gets an array of so many items (1 when left out).")
  @Nullable Integer itemsPerTask;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Most tasks at once; without it, what the function says of its events.")
  @Nullable Integer parallelism;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Tries of each task; without it, what the function says.")
  @Nullable Integer maxAttempts;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "What you call it by: a second start with it gives the first job.")
  @Nullable String key;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  JobStartCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (Stream.of(items, lines, range).filter(is -> is != null).count() + (objects.named() ? 1 : 0)
        != 1) {
      throw wrongUsage("give one of --items, --lines, --range and --object");
    }
    String wrong =
        objects.given() && !objects.named()
            ? "options of an object go together with --object"
            : objects.wrong();
    if (wrong != null) {
      throw wrongUsage(wrong);
    }
    int colon = function.indexOf(':');
    JobSpec spec =
        new JobSpec(
            colon < 0 ? null : function.substring(colon + 1),
            items == null ? null : items(items),
            lines == null ? null : lines(lines),
            range == null ? null : range(range),
            objects.named() ? objects.over(null, null) : null,
            format,
            itemsPerTask,
            parallelism,
            maxAttempts,
            description,
            key);
    JobInfo job = client.jobs().start(colon < 0 ? function : function.substring(0, colon), spec);
    console().print(json() ? Json.pretty(job) : job.id() + "\n");
    return OK;
  }

  private List<Object> items(String file) throws IOException {
    List<Object> all = new ArrayList<>();
    try (ItemReader reader = ItemReader.open(file, null, console().in())) {
      for (byte[] item = reader.next(); item != null; item = reader.next()) {
        all.add(Json.MAPPER.readTree(item));
      }
    }
    return all;
  }

  private String lines(String file) throws IOException {
    return file.equals("-")
        ? new String(console().in().readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  private JobSpec.Range range(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw wrongUsage("--range is '" + text + "'; give it as 1..100 or 0..100:10");
    }
    String step = range.group(3);
    return new JobSpec.Range(
        Long.valueOf(range.group(1)),
        Long.valueOf(range.group(2)),
        step == null ? null : Long.valueOf(step));
  }
}
