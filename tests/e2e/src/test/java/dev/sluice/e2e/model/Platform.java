package dev.sluice.e2e.model;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real server, with its answers in the words of {@link FunctionModel}. Confined to one thread.
 */
final class Platform {
  /** As many as no test gets to. */
  private static final int ALL = 1_000;

  private static final Pattern WORD = Pattern.compile("'([^']*)'");

  private final SluiceClient client;

  Platform(SluiceClient client) {
    this.client = client;
  }

  /** A request. */
  @FunctionalInterface
  private interface Request {
    String answer() throws IOException;
  }

  private static String ask(Request request) throws IOException {
    try {
      return request.answer();
    } catch (SluiceApiException e) {
      return FunctionModel.refused(e.problem().code());
    }
  }

  private static String revision(Request request) throws IOException {
    return ask(() -> FunctionModel.atRevision(Long.parseLong(request.answer())));
  }

  private static String python(String word) {
    return "def handler(event, context):\n    return '" + word + "'\n";
  }

  private static String node(String word) {
    return "exports.handler = async () => '" + word + "';";
  }

  private static FunctionSpec saying(String name, String word, boolean inPython) {
    return Sources.either(name, inPython ? Sources.PYTHON : Sources.NODE, python(word), node(word));
  }

  String create(String name, String word, boolean inPython) throws IOException {
    return revision(() -> "" + client.createFunction(saying(name, word, inPython)).revision());
  }

  String update(String name, String word, boolean inPython, Long revision) throws IOException {
    return revision(
        () -> "" + client.updateFunction(name, saying(name, word, inPython), revision).revision());
  }

  String enable(String name, boolean enabled) throws IOException {
    return revision(() -> "" + (enabled ? client.enable(name) : client.disable(name)).revision());
  }

  String publish(String name, Long revision) throws IOException {
    return ask(
        () -> FunctionModel.version(client.versions().publish(name, null, revision).version()));
  }

  String fork(String name, int version) throws IOException {
    return revision(() -> "" + client.versions().fork(name, version, null).revision());
  }

  String deleteVersion(String name, int version) throws IOException {
    return ask(
        () -> {
          client.versions().delete(name, version);
          return "deleted";
        });
  }

  String setAlias(String name, String alias, SortedMap<Integer, Double> weights)
      throws IOException {
    Map<String, Double> named = new TreeMap<>();
    weights.forEach((version, weight) -> named.put(version.toString(), weight));
    return revision(
        () ->
            ""
                + client
                    .versions()
                    .setAlias(name, alias, new AliasSpec(named, null), null)
                    .revision());
  }

  String deleteAlias(String name, String alias) throws IOException {
    return ask(
        () -> {
          client.versions().deleteAlias(name, alias, null);
          return "deleted";
        });
  }

  String delete(String name, Long revision) throws IOException {
    return ask(
        () -> {
          client.deleteFunction(name, revision);
          return "deleted";
        });
  }

  String invoke(String name, String qualifier) throws IOException {
    return ask(
        () -> {
          InvokeResult result = client.invoke(name, InvokeRequest.json("{}").to(qualifier));
          return result.succeeded()
              ? FunctionModel.says(Json.read(result.text()).asText(), result.version())
              : "failed " + result.problem();
        });
  }

  /** All functions of the namespace, each with all of it. */
  SortedMap<String, String> everything() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    for (FunctionInfo function : client.functions(ListRequest.all()).items()) {
      all.put(function.name(), describe(function));
    }
    return all;
  }

  private String describe(FunctionInfo function) throws IOException {
    String name = function.name();
    SortedMap<Integer, String> versions = new TreeMap<>();
    for (VersionInfo version : client.versions().list(name, ALL, null).items()) {
      versions.put(version.version(), word(name, Integer.toString(version.version())));
    }
    SortedMap<String, Map<Integer, Double>> aliases = new TreeMap<>();
    for (AliasInfo alias : client.versions().aliases(name)) {
      SortedMap<Integer, Double> weights = new TreeMap<>();
      alias.weights().forEach((version, weight) -> weights.put(Integer.valueOf(version), weight));
      aliases.put(alias.name(), weights);
    }
    return FunctionModel.describe(
        word(name, FunctionModel.LATEST),
        function.revision(),
        function.state().equals("enabled"),
        versions,
        aliases);
  }

  /** What its code says. */
  private String word(String name, String qualifier) throws IOException {
    Matcher matcher = WORD.matcher(client.code(name, qualifier).inline());
    return matcher.find() ? matcher.group(1) : "nothing";
  }
}
