package dev.sluice.app.cli.function;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.app.cli.code.UploadProgress;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function update}. Not thread-safe. */
@Command(
    name = "update",
    customSynopsis = "sluice function update NAME [OPTION...]",
    description = {
      "Change a function's code or definition.",
      "What is not named stays as it is, and published versions never change."
    },
    footer = {
      "  sluice function update hello --code main.py",
      "  sluice function update hello --memory 512 --env REGION=eu --remove-env DEBUG",
      "  sluice function update shop --ref v2",
      "  sluice function update hello --create --code ./hello --label team=web"
    })
final class UpdateCommand extends ServerVerb {
  /** How often a change is made anew when others change the function at the same time. */
  private static final int TRIES = 5;

  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(names = "--create", description = "Make the function when there is none.")
  boolean create;

  @Mixin DefinitionOptions definition = new DefinitionOptions();

  @Option(
      names = "--remove-env",
      paramLabel = "KEY",
      description = "Take a variable away; can be repeated.")
  List<String> removedVariables = new ArrayList<>();

  @Option(
      names = "--remove-label",
      paramLabel = "KEY",
      description = "Take a label away; can be repeated.")
  List<String> removedLabels = new ArrayList<>();

  @Option(
      names = "--remove-binding",
      paramLabel = "NAME",
      description = "Take a binding away; can be repeated.")
  List<String> removedBindings = new ArrayList<>();

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the function is still at this revision.")
  @Nullable Long revision;

  UpdateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (!definition.given()
        && removedVariables.isEmpty()
        && removedLabels.isEmpty()
        && removedBindings.isEmpty()) {
      throw wrongUsage("nothing to change: give an option like --code or --memory");
    }
    String wrong = definition.wrongCode();
    if (wrong != null) {
      throw wrongUsage(wrong);
    }
    try (CodeUpload code = definition.upload(console().in())) {
      return upsert(client, code);
    }
  }

  private int upsert(SluiceClient client, @Nullable CodeUpload code) throws IOException {
    FunctionInfo before;
    try {
      before = client.function(name);
    } catch (SluiceApiException e) {
      if (!create || !e.is(ErrorCode.FUNCTION_NOT_FOUND)) {
        throw e;
      }
      FunctionInfo made = new Creation(shell(), client).create(name, definition, codeOfNew(code));
      say(made, "created: " + Creation.words(made));
      return OK;
    }
    FunctionInfo after;
    try (BuildWatch unused = BuildWatch.start(shell(), client, name)) {
      after = change(client, before, code == null ? remote(before) : code);
    }
    say(
        after,
        after.revision() == before.revision()
            ? "unchanged: it is like this already"
            : "updated: " + Creation.words(after));
    return OK;
  }

  private CodeUpload codeOfNew(@Nullable CodeUpload code) {
    CodeSource remote = definition.remote.over(null);
    if (code != null) {
      return code;
    }
    if (remote == null) {
      throw new CliException(
          "there is no function "
              + name
              + " yet; give --code PATH, --image PATH, --git URL or --object URL to make it");
    }
    return CodeUpload.remote(remote);
  }

  /** What options of repositories and objects make of where the code is; null for no options. */
  private @Nullable CodeUpload remote(FunctionInfo before) {
    if (!definition.remote.given()) {
      return null;
    }
    CodeSource remote = definition.remote.over(before.code());
    if (remote == null) {
      throw new CliException(
          "the code of "
              + name
              + " is not fetched from where these options say something of; give --git URL or"
              + " --object URL");
    }
    return CodeUpload.remote(remote);
  }

  private FunctionInfo change(SluiceClient client, FunctionInfo first, @Nullable CodeUpload code)
      throws IOException {
    FunctionInfo before = first;
    for (int tries = 1; ; tries++) {
      try (UploadProgress progress = new UploadProgress(console(), shell().clock())) {
        if (code != null && code.isArchive() && onlyCode()) {
          return code.isImage()
              ? client.putImage(name, progress.counting(code.publisher()), revision)
              : client.putZip(name, progress.counting(code.publisher()), revision);
        }
        Map<String, String> environment =
            merged(before.environment(), definition.environment, goneFromPlain());
        Map<String, ValueSource> environmentFrom =
            merged(before.environmentFrom(), definition.environmentFrom(), goneFromSources());
        Map<String, String> labels = merged(before.labels(), definition.labels, removedLabels);
        AsyncSpec async = definition.async.over(before.async());
        List<BindingSpec> bindings = bindings(client, before);
        FunctionSpec changes =
            definition.change(
                code == null ? null : definition.source(code),
                environment,
                environmentFrom,
                async,
                bindings,
                labels);
        // What is merged into what was read must not overwrite what came in between.
        Long expected =
            revision != null
                ? revision
                : environment != null
                        || environmentFrom != null
                        || async != null
                        || bindings != null
                        || labels != null
                    ? (Long) before.revision()
                    : null;
        return client.updateFunction(name, changes, expected, progress::counting);
      } catch (SluiceApiException e) {
        if (revision != null || tries >= TRIES || !e.is(ErrorCode.PRECONDITION_FAILED)) {
          throw e;
        }
        before = client.function(name);
      }
    }
  }

  private boolean onlyCode() {
    return definition.onlyCode()
        && removedVariables.isEmpty()
        && removedLabels.isEmpty()
        && removedBindings.isEmpty();
  }

  private @Nullable List<BindingSpec> bindings(SluiceClient client, FunctionInfo before)
      throws IOException {
    try {
      return definition.bindings.over(before.bindings(), removedBindings, client);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  /** A variable that gets another kind of value loses the one that it had. */
  private List<String> goneFromPlain() {
    return joined(removedVariables, definition.environmentFrom());
  }

  private List<String> goneFromSources() {
    return joined(removedVariables, definition.environment);
  }

  private static List<String> joined(List<String> some, Map<String, ?> more) {
    return Stream.concat(some.stream(), more.keySet().stream()).toList();
  }

  private static <T> @Nullable Map<String, T> merged(
      Map<String, T> before, Map<String, T> set, List<String> removed) {
    if (set.isEmpty() && removed.isEmpty()) {
      return null;
    }
    Map<String, T> merged = new LinkedHashMap<>(before);
    removed.forEach(merged::remove);
    merged.putAll(set);
    return merged;
  }

  private void say(FunctionInfo function, String what) {
    console()
        .print(json() ? Json.pretty(function) : "function " + function.name() + " " + what + "\n");
  }
}
