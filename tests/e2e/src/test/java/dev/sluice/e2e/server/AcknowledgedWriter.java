package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes functions, versions and aliases of its own, remembers what was acknowledged, and compares
 * later. Only the one request that was under way when the server went may or may not have happened.
 * Confined to one thread at a time.
 */
final class AcknowledgedWriter {
  private static final int INVOKED = 4;

  private final String prefix;
  private final Random random;
  private final Map<String, Written> functions = new TreeMap<>();
  private int counter;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private String inDoubt = "";

  AcknowledgedWriter(String prefix, long seed) {
    this.prefix = prefix;
    this.random = new Random(seed);
  }

  /** What is known of one function. */
  private static final class Written {
    private FunctionInfo info;
    private String code;
    private final Map<Integer, VersionInfo> versions = new TreeMap<>();
    private final Map<Integer, String> versionCode = new TreeMap<>();
    private final Map<String, AliasInfo> aliases = new TreeMap<>();
  }

  /** How many requests were acknowledged so far. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Writes until the connection breaks. */
  void writeUntilCut(SluiceClient client) {
    try {
      while (true) {
        step(client);
        acknowledged.incrementAndGet();
        inDoubt = "";
      }
    } catch (IOException e) {
      // The server is gone: what was under way may have happened.
      return;
    }
  }

  private void step(SluiceClient client) throws IOException {
    int what = random.nextInt(10);
    if (functions.isEmpty() || what < 3) {
      String name = prefix + "-" + counter++;
      String code = code("made " + name);
      inDoubt = name;
      Written made = new Written();
      made.info = client.createFunction(Sources.python(name, code));
      made.code = code;
      functions.put(name, made);
      return;
    }
    List<String> names = new ArrayList<>(functions.keySet());
    String name = names.get(random.nextInt(names.size()));
    Written known = functions.get(name);
    inDoubt = name;
    if (what < 6) {
      String code = code("changed " + counter++);
      known.info = client.updateFunction(name, Sources.onlyCode(code), known.info.revision());
      known.code = code;
    } else if (what < 8 || known.versions.isEmpty()) {
      VersionInfo version = client.versions().publish(name, null, known.info.revision());
      known.versions.put(version.version(), version);
      known.versionCode.put(version.version(), known.code);
      known.info = client.function(name);
    } else {
      List<Integer> numbers = new ArrayList<>(known.versions.keySet());
      String version = numbers.get(random.nextInt(numbers.size())).toString();
      String alias = "a" + random.nextInt(2);
      known.aliases.put(
          alias,
          client.versions().setAlias(name, alias, new AliasSpec(Map.of(version, 1.0), null), null));
    }
  }

  private static String code(String answer) {
    return "def handler(event, context):\n    return '" + answer + "'\n";
  }

  /** Everything acknowledged must be there; what was in doubt is taken as it is from now on. */
  void verify(SluiceClient client, String where) throws IOException {
    for (Map.Entry<String, Written> entry : functions.entrySet()) {
      String name = entry.getKey();
      Written known = entry.getValue();
      String as = name + " in " + where;
      FunctionInfo now = client.function(name);
      String code = client.code(name, "latest").inline();
      if (name.equals(inDoubt) && now.revision() == known.info.revision() + 1) {
        // The request under way was carried out.
        known.info = now;
        known.code = code;
        for (VersionInfo version : client.versions().list(name, 100, null).items()) {
          known.versions.putIfAbsent(version.version(), version);
          known.versionCode.putIfAbsent(
              version.version(), client.code(name, Integer.toString(version.version())).inline());
        }
      }
      assertThat(now).as(as).isEqualTo(known.info);
      assertThat(code).as(as).isEqualTo(known.code);
      for (VersionInfo version : known.versions.values()) {
        assertThat(client.versions().get(name, version.version())).as(as).isEqualTo(version);
        assertThat(client.code(name, Integer.toString(version.version())).inline())
            .as(as)
            .isEqualTo(known.versionCode.get(version.version()));
      }
      verifyAliases(client, name, known, as);
    }
    List<String> names = new ArrayList<>(functions.keySet());
    for (int i = 0; i < INVOKED && !names.isEmpty(); i++) {
      String name = names.remove(random.nextInt(names.size()));
      String answer = functions.get(name).code.split("'", -1)[1];
      assertThat(client.invoke(name, InvokeRequest.json("{}")).text())
          .as(name + " in " + where)
          .isEqualTo("\"" + answer + "\"");
    }
    if (!inDoubt.isEmpty() && !functions.containsKey(inDoubt)) {
      adopt(client, inDoubt);
    }
    inDoubt = "";
  }

  private void verifyAliases(SluiceClient client, String name, Written known, String as)
      throws IOException {
    for (AliasInfo now : client.versions().aliases(name)) {
      AliasInfo before = known.aliases.get(now.name());
      long revision = before == null ? 0 : before.revision();
      if (name.equals(inDoubt) && now.revision() == revision + 1) {
        known.aliases.put(now.name(), now);
      }
    }
    assertThat(client.versions().aliases(name))
        .as(as)
        .containsExactlyElementsOf(known.aliases.values());
  }

  /** A function whose creation was cut off: not there, or whole. */
  private void adopt(SluiceClient client, String name) throws IOException {
    try {
      Written found = new Written();
      found.info = client.function(name);
      found.code = client.code(name, "latest").inline();
      assertThat(client.invoke(name, InvokeRequest.json("{}")).text())
          .isEqualTo("\"made " + name + "\"");
      functions.put(name, found);
    } catch (SluiceApiException e) {
      assertThat(e.is(ErrorCode.FUNCTION_NOT_FOUND)).as(e.sentence()).isTrue();
    }
  }
}
