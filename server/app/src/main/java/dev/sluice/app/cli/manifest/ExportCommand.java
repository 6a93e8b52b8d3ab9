package dev.sluice.app.cli.manifest;

import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.ListRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Export;
import dev.sluice.manifest.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice export}. Not thread-safe. */
@Command(
    name = "export",
    customSynopsis = "sluice export [NAME...] [OPTION...]",
    description = {
      "Write functions and aliases as a manifest for 'apply'.",
      "Without names also workflows, sinks, associations and sources.",
      "Secrets are named, without their values."
    },
    footer = {
      "  sluice export > sluice.yaml",
      "  sluice export hello shop --dir ./deploy",
      "  sluice export --namespace test | sluice apply -f - --namespace web"
    })
public final class ExportCommand extends ServerVerb {
  private static final String FILE = "sluice.yaml";
  private static final int PAGE = 1000;

  @Parameters(paramLabel = "NAME", description = "Functions; all of the namespace if left out.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Write sluice.yaml there, and archives of code and workflows beside it.")
  @Nullable Path folder;

  ExportCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Path into = folder;
    if (into != null) {
      Files.createDirectories(into);
      if (Files.exists(into.resolve(FILE))) {
        throw new CliException(
            into.resolve(FILE) + " exists; move it away, or give another folder");
      }
    }
    List<FunctionInfo> functions = names.isEmpty() ? all(client) : named(client);
    Export export = new Export(client, into);
    Map<String, Object> manifest = export.of(functions, names.isEmpty());
    String text = json() ? Json.pretty(manifest) : YamlWriter.write(manifest);
    if (into == null) {
      console().print(text);
    } else {
      Files.writeString(into.resolve(FILE), text, StandardOpenOption.CREATE_NEW);
    }
    export.notes().forEach(note -> console().note("note: " + note));
    if (into != null) {
      console().note(Words.count(functions.size(), "function") + " written to " + into);
    }
    return OK;
  }

  private static List<FunctionInfo> all(SluiceClient client) throws IOException {
    return Pages.all(cursor -> client.functions(new ListRequest(Map.of(), null, PAGE, cursor)));
  }

  private List<FunctionInfo> named(SluiceClient client) throws IOException {
    List<FunctionInfo> named = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      named.add(client.function(name));
    }
    return named;
  }
}
