package dev.sluice.app.cli.function;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.CodeInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.ValueSource;
import dev.sluice.api.VersionInfo;
import dev.sluice.app.cli.alias.Traffic;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice function get NAME [OPTION...]",
    description = "Show a function, or one version of it.",
    footer = {
      "  sluice function get hello",
      "  sluice function get hello --version 2",
      "  sluice function get hello --output json"
    })
final class GetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "A published version instead of the latest state.")
  @Nullable Integer version;

  GetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (version != null) {
      VersionInfo info = client.versions().get(name, version);
      console().print(json() ? Json.pretty(info) : words(info));
      return OK;
    }
    FunctionInfo info = client.function(name);
    console().print(json() ? Json.pretty(info) : words(info, client.versions().aliases(name)));
    return OK;
  }

  private String words(FunctionInfo function, List<AliasInfo> aliases) {
    String traffic =
        aliases.stream()
            .map(alias -> alias.name() + " = " + Traffic.words(alias))
            .collect(Collectors.joining("; "));
    Integer published = function.publishedVersion();
    return new Facts()
        .put("Function", function.name())
        .put("Namespace", function.namespace())
        .put("State", function.state())
        .put("Runtime", function.runtime())
        .put("Handler", function.handler())
        .put("Code", code(function.code()))
        .put("Code from", RemoteOptions.words(function.code()))
        .put("Memory", function.memoryMiB() + " MiB")
        .put("Processors", Words.number(function.cpus()))
        .put("Network", function.network())
        .put("Timeout", Words.seconds(function.timeoutSeconds()))
        .put(
            "Instances",
            instances(
                function.minInstances(), function.maxInstances(), function.instanceConcurrency()))
        .put("Environment", Words.pairs(function.environment()))
        .put("From elsewhere", sources(function.environmentFrom()))
        .put("Asynchronous", AsyncOptions.words(function.async()))
        .put("Bindings", BindingOptions.words(function.bindings()))
        .put("Role", Objects.requireNonNullElse(function.role(), ""))
        .put("Log kept", days(function.logRetentionDays()))
        .put("Labels", Words.pairs(function.labels()))
        .put("Description", function.description())
        .put("Published", published == null ? "" : "version " + published)
        .put("Aliases", traffic)
        .put("Created", time(function.createdAt()))
        .put("Modified", time(function.modifiedAt()))
        .put("Revision", Long.toString(function.revision()))
        .render();
  }

  private String words(VersionInfo info) {
    return new Facts()
        .put("Function", info.function())
        .put("Version", Integer.toString(info.version()))
        .put("Runtime", info.runtime())
        .put("Handler", info.handler())
        .put("Code", code(info.code()))
        .put("Code from", RemoteOptions.words(info.code()))
        .put("Memory", info.memoryMiB() + " MiB")
        .put("Processors", Words.number(info.cpus()))
        .put("Network", info.network())
        .put("Timeout", Words.seconds(info.timeoutSeconds()))
        .put(
            "Instances",
            instances(info.minInstances(), info.maxInstances(), info.instanceConcurrency()))
        .put("Environment", Words.pairs(info.environment()))
        .put("From elsewhere", sources(info.environmentFrom()))
        .put("Asynchronous", AsyncOptions.words(info.async()))
        .put("Bindings", BindingOptions.words(info.bindings()))
        .put("Role", Objects.requireNonNullElse(info.role(), ""))
        .put("Log kept", days(info.logRetentionDays()))
        .put("Description", info.description())
        .put("Published", time(info.createdAt()))
        .render();
  }

  private static String days(@Nullable Double days) {
    return days == null ? "" : Words.number(days) + (days == 1 ? " day" : " days");
  }

  private static String sources(Map<String, ValueSource> from) {
    Map<String, String> words = new TreeMap<>();
    from.forEach(
        (variable, source) ->
            words.put(
                variable,
                source.secret() != null
                    ? "secret " + source.secret()
                    : "platform " + source.platform()));
    return Words.pairs(words);
  }

  private static String instances(int min, @Nullable Integer max, int calls) {
    return (min == 0 ? "" : "at least " + min + ", ")
        + (max == null ? "as many as the server allows" : "at most " + max)
        + (calls == 1 ? "" : ", each for " + calls + " calls at a time");
  }

  private static String code(CodeInfo code) {
    String digest = code.digest();
    return code.kind()
        + ", "
        + Words.bytes(code.sizeBytes())
        + ", "
        + digest.substring(0, Math.min(digest.length(), 19));
  }

  private String time(Instant moment) {
    ZoneId zone = shell().clock().getZone();
    return Words.time(moment, zone)
        + " ("
        + Words.ago(moment, shell().clock().instant(), zone)
        + ")";
  }
}
