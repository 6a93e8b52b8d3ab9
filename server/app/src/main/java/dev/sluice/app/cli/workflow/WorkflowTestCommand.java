package dev.sluice.app.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.WorkflowTest;
import dev.sluice.api.WorkflowTestResult;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow test}. Not thread-safe. */
@Command(
    name = "test",
    customSynopsis = "sluice workflow test FILE|NAME [OPTION...]",
    description = {
      "Test a workflow or a state, with mocks in place of calls.",
      "The server runs it in memory: nothing is deployed, kept, called or published,",
      "and waiting takes no time. The exit status is 1 where it does not complete."
    },
    footer = {
      "  sluice workflow test order.flow.yaml --input '{\"order\": 7}' \\",
      "      --mock price='{\"output\": {\"total\": 12}}'",
      "  sluice workflow test order --qualifier live --mocks mocks.json",
      "  sluice workflow test order.flow.yaml --state /do/1/decide \\",
      "      --input '{\"total\": 2000}'",
      "  sluice workflow test order.flow.yaml --input @order.json \\",
      "      --mock price='[{\"error\": {\"status\": 503}}, {\"output\": 1}]' \\",
      "      --event '{\"type\": \"com.example.paid\", \"data\": {\"order\": 7}}'"
    })
final class WorkflowTestCommand extends ServerVerb {
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  @Parameters(
      paramLabel = "FILE|NAME",
      description = "A file, - for standard input, or a workflow's name.")
  String what = "";

  @Option(
      names = "--qualifier",
      paramLabel = "Q",
      description = "With NAME: a version or an alias; else the newest version.")
  @Nullable String qualifier;

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description = "Its input: JSON, @FILE, or - for standard input.")
  @Nullable String input;

  @Option(
      names = "--state",
      paramLabel = "REF",
      description = "Run this state alone: its name or JSON pointer.")
  @Nullable String state;

  @Option(
      names = "--context",
      paramLabel = "JSON",
      description = "With --state: what was exported before; JSON or @FILE.")
  @Nullable String context;

  @Option(
      names = "--variable",
      paramLabel = "NAME=JSON",
      description = {
        "With --state: a variable of a loop or a handler",
        "around it, like item; else that of the first round."
      })
  List<String> variables = new ArrayList<>();

  @Option(
      names = "--mock",
      paramLabel = "REF=JSON",
      description = {
        "What the call of a state gives: {\"output\": ...} or",
        "{\"error\": {\"status\": ...}}, or a list for one call after",
        "another; JSON or @FILE."
      })
  List<String> mocks = new ArrayList<>();

  @Option(
      names = "--mocks",
      paramLabel = "FILE",
      description = "A JSON object of such mocks by their states.")
  @Nullable String mocksFile;

  @Option(
      names = "--event",
      paramLabel = "JSON",
      description = "A CloudEvent that comes, or a list; JSON or @FILE.")
  List<String> events = new ArrayList<>();

  WorkflowTestCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    boolean deployed = what.matches(NAME) && !Files.exists(Path.of(what));
    if (qualifier != null && !deployed) {
      throw wrongUsage("--qualifier goes with the name of a workflow");
    }
    String text =
        deployed
            ? null
            : new String(WorkflowFile.read(what, console().in()).bytes(), StandardCharsets.UTF_8);
    WorkflowTest test =
        new WorkflowTest(
            text,
            deployed ? what : null,
            qualifier,
            input == null ? null : read("--input", input),
            state,
            context == null ? null : read("--context", context),
            mocks(),
            events(),
            variables.isEmpty() ? null : variables());
    WorkflowTestResult is = client.workflows().test(test);
    console().print(json() ? Json.pretty(is) : WorkflowTestWords.of(is));
    return is.status().equals("completed") ? OK : FAILED;
  }

  private JsonNode read(String option, String given) throws IOException {
    return (JsonNode) JsonInput.read(option, given, console().in());
  }

  private Map<String, Object> mocks() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    if (mocksFile != null) {
      JsonNode file = read("--mocks", "@" + mocksFile);
      if (!file.isObject()) {
        throw new CliException("--mocks is no JSON object of mocks by their states");
      }
      file.properties().forEach(one -> all.put(one.getKey(), one.getValue()));
    }
    for (String one : mocks) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw wrongUsage("--mock is like check='{\"output\": {}}', and is '" + one + "'");
      }
      String reference = one.substring(0, equals);
      all.put(reference, read("--mock " + reference, one.substring(equals + 1)));
    }
    return all;
  }

  private Map<String, Object> variables() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String one : variables) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw wrongUsage("--variable is like item='{\"id\": 7}', and is '" + one + "'");
      }
      String name = one.substring(one.startsWith("$") ? 1 : 0, equals);
      all.put(name, read("--variable " + name, one.substring(equals + 1)));
    }
    return all;
  }

  private List<Map<String, Object>> events() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String one : events) {
      JsonNode read = read("--event", one);
      for (JsonNode event : read.isArray() ? read : List.of(read)) {
        if (!event.isObject()) {
          throw new CliException("--event is no JSON object");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        event.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        all.add(fields);
      }
    }
    return all;
  }
}
