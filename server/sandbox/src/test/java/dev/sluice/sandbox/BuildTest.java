package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.jail.NoCgroups;
import dev.sluice.spi.sandbox.BuildJob;
import dev.sluice.spi.sandbox.CodeBuilder;
import dev.sluice.spi.sandbox.CodeBuilder.BuildEnd;
import dev.sluice.spi.sandbox.CodeBuilder.How;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.Recipe;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds as this host runs them. */
final class BuildTest {
  private static final BuildJob.Terms TERMS =
      new BuildJob.Terms(
          Network.NONE, 1_024, Duration.ofMinutes(2), 256L << 20, Map.of("FROM", "operator"), null);

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final TreeMap<String, String> result = new TreeMap<>();
  private SandboxProvider provider;

  @BeforeEach
  void open() throws Exception {
    provider = Sandboxes.open(TestSandbox.config(folder, Isolation.BUBBLEWRAP));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void shouldRunACommandOnACopyOfTheSource() throws Exception {
    Path source = source(Map.of("in.txt", "abc", "sub/old.txt", "old"));
    BuildEnd end =
        build(
            source,
            new Recipe("command", "tr a-z A-Z < in.txt > out.txt; rm -r sub; echo \"$FROM $PWD\""));
    assertThat(end.how()).as(log.toString()).isEqualTo(How.BUILT);
    assertThat(result).containsOnly(Map.entry("in.txt", "abc"), Map.entry("out.txt", "ABC"));
    assertThat(log).containsExactly("operator /code");
    assertThat(source.resolve("sub/old.txt")).hasContent("old");
    assertThat(source.resolve("out.txt")).doesNotExist();
  }

  @Test
  void shouldSayWithWhatStatusACommandFailed() throws Exception {
    BuildEnd end = build(source(Map.of("f", "")), new Recipe("command", "echo wrong >&2; exit 3"));
    assertThat(end).isEqualTo(new BuildEnd(How.FAILED, "It ended with status 3."));
    assertThat(log).containsExactly("wrong");
    assertThat(result).isEmpty();
  }

  @Test
  void shouldSeeNoNetworkAndNothingOfTheHost() throws Exception {
    BuildEnd end =
        build(
            source(Map.of("f", "")),
            new Recipe(
                "command",
                "grep -c : /proc/net/dev; cat /etc/shadow; ls "
                    + folder
                    + "; touch /usr/x /x; id -u"));
    assertThat(end.how()).isEqualTo(How.BUILT);
    assertThat(log.poll()).isEqualTo("1");
    assertThat(log.stream().filter(line -> line.matches("[0-9]+")).findFirst()).isNotEqualTo("0");
    assertThat(log).filteredOn(line -> line.contains("No such file")).hasSize(2);
    assertThat(log).filteredOn(line -> line.contains("Read-only file system")).hasSize(2);
  }

  @Test
  void shouldKeepACacheForEachNamespace() throws Exception {
    Path source = source(Map.of("f", ""));
    Recipe recipe = new Recipe("command", "cat /cache/note; echo $LINE > /cache/note; touch g");
    build("one", source, recipe, terms(Map.of("LINE", "first")));
    build("two", source, recipe, terms(Map.of("LINE", "second")));
    log.clear();
    build("one", source, recipe, terms(Map.of("LINE", "third")));
    assertThat(log).containsExactly("first");
  }

  private static BuildJob.Terms terms(Map<String, String> environment) {
    return new BuildJob.Terms(
        Network.NONE, 256, Duration.ofMinutes(1), 64L << 20, environment, null);
  }

  @Test
  void shouldEndWhatTakesTooLong() throws Exception {
    BuildJob.Terms terms =
        new BuildJob.Terms(Network.NONE, 256, Duration.ofMillis(300), 64L << 20, Map.of(), null);
    BuildEnd end =
        build(
            "default",
            source(Map.of("f", "")),
            new Recipe("command", "trap '' TERM; while :; do :; done"),
            terms);
    assertThat(end)
        .isEqualTo(new BuildEnd(How.TIMED_OUT, "It took longer than 0.3 s and was ended."));
  }

  @Test
  void shouldEndWhatUsesTooMuchMemory() throws Exception {
    assertMemoryIsBound();
    provider.close();
    provider =
        Sandboxes.open(
            TestSandbox.config(folder.resolve("other"), Isolation.BUBBLEWRAP),
            name -> new NoCgroups("for this test"));
    assertMemoryIsBound();
  }

  private void assertMemoryIsBound() throws Exception {
    BuildEnd end =
        build(
            "default",
            source(Map.of("f", "")),
            new Recipe(
                "command",
                "exec /usr/bin/python3 -c 'a = []\nwhile True: a.append(bytearray(1 << 20))'"),
            terms(Map.of()));
    assertThat(end.how()).isEqualTo(How.FAILED);
    assertThat(end.sentence()).contains("256 MiB of memory");
  }

  @Test
  void shouldEndWhatFillsTheDisk() throws Exception {
    BuildEnd end =
        build(
            "default",
            source(Map.of("f", "")),
            new Recipe(
                "command",
                "for i in 1 2 3 4 5 6 7 8 9 10; do head -c 8M /dev/zero > $i; done; exec tail -f f"),
            terms(Map.of()));
    assertThat(end).isEqualTo(new BuildEnd(How.FAILED, "It wrote more than 64 MiB and was ended."));
  }

  @Test
  void shouldBeAloneWithTheResult() throws Exception {
    BuildEnd end =
        build(
            source(Map.of("f", "")),
            new Recipe(
                "command",
                "(setsid /usr/bin/python3 -c 'import time\nwhile True: open(\"f\", \"a\").write(\"x\")'"
                    + " >/dev/null 2>&1 &) ; until [ -s f ]; do :; done"),
            folder -> {
              long size = sizeOf(folder);
              for (int i = 0; i < 1_000; i++) {
                assertThat(sizeOf(folder)).isEqualTo(size);
              }
            });
    assertThat(end.how()).isEqualTo(How.BUILT);
  }

  private static long sizeOf(Path folder) {
    try {
      return Files.size(folder.resolve("f"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldEndWithTheServer() throws Exception {
    Path source = source(Map.of("f", ""));
    CountDownLatch runs = new CountDownLatch(1);
    CompletableFuture<BuildEnd> end =
        CompletableFuture.supplyAsync(
            () ->
                provider
                    .builder()
                    .build(
                        new BuildJob(
                            "default",
                            source,
                            new Recipe("command", "echo runs; exec tail -f f"),
                            TERMS),
                        line -> runs.countDown(),
                        path -> {}));
    assertThat(runs.await(1, TimeUnit.MINUTES)).isTrue();
    provider.builder().stop();
    assertThat(end.get(1, TimeUnit.MINUTES).how()).isEqualTo(How.STOPPED);
    assertThat(build(source, new Recipe("command", "true")).how()).isEqualTo(How.STOPPED);
  }

  @Test
  void shouldLeaveNothingBehindButTheCache() throws Exception {
    Path own = Path.of(Files.readString(folder.resolve("state/sandbox.path")).strip());
    List<String> before = names(own);
    build(
        source(Map.of("f", "")),
        new Recipe("command", "mkdir -p a/b; touch a/b/c; chmod 500 a/b; chmod 000 a; mkdir d"));
    List<String> after = names(own);
    assertThat(after).isEqualTo(before).contains("caches");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldMakeALogOfLinesThatHarmNoTerminal() throws Exception {
    build(
        source(Map.of("f", "")),
        new Recipe(
            "command",
            "printf 'a\\r\\n\\033[31mb\\n\\377c\\nend'; head -c 10000 /dev/zero | tr '\\0' x"));
    assertThat(log).startsWith("a", "\ufffd[31mb", "\ufffdc").hasSize(6);
    assertThat(String.join("", log)).hasSize(1 + 6 + 2 + 3 + 10_000);
  }

  @Test
  void shouldNeedNothingWhereNothingIsAskedFor() throws Exception {
    CodeBuilder builder = provider.builder();
    assertThat(builder.recipe("python3", source(Map.of("main.py", "")), null)).isNull();
    assertThat(builder.recipe("python3", source(Map.of("requirements.txt", "\n# nothing\n")), null))
        .isNull();
    assertThat(
            builder.recipe(
                "python3",
                source(Map.of("requirements.txt", "six\n", "six.dist-info/RECORD", "")),
                null))
        .isNull();
    assertThat(builder.recipe("nodejs", source(Map.of("package.json", "{}")), null)).isNull();
    assertThat(
            builder.recipe(
                "nodejs",
                source(
                    Map.of(
                        "package.json",
                        "{\"dependencies\":{\"a\":\"1\"}}",
                        "node_modules/a/index.js",
                        "")),
                null))
        .isNull();
    assertThat(builder.recipe("nodejs", source(Map.of("requirements.txt", "six")), null)).isNull();
    assertThat(builder.recipe("java", source(Map.of("lib/a.jar", "")), null)).isNull();
    assertThat(builder.recipe("provided", source(Map.of("bootstrap", "#!")), null)).isNull();
    assertThat(builder.recipe("provided", source(Map.of("bootstrap", "#!")), "make").script())
        .isEqualTo("make");
  }

  @Test
  void shouldInstallRequirementsFromAFolderOfTheCode() throws Exception {
    Path source =
        source(
            Map.of(
                "main.py", "import greeting\n",
                "requirements.txt", "--find-links ./wheels\ngreeting==1.0\n"));
    wheel(source.resolve("wheels"));
    BuildEnd end = recognised("python3", source);
    assertThat(end.how()).as(log.toString()).isEqualTo(How.BUILT);
    assertThat(result).containsEntry("greeting.py", "WORD = 'hello'\n");
    assertThat(result.keySet()).noneMatch(name -> name.endsWith(".pyc"));
    // What is built needs no building again.
    Files.createDirectories(source.resolve("greeting-1.0.dist-info"));
    assertThat(provider.builder().recipe("python3", source, null)).isNull();
  }

  @Test
  void shouldSayWhichRequirementIsNotThere() throws Exception {
    BuildEnd end = recognised("python3", source(Map.of("requirements.txt", "no-such-thing\n")));
    assertThat(end.how()).isEqualTo(How.FAILED);
    assertThat(String.join("\n", log)).contains("no network", "no-such-thing");
  }

  private static void wheel(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> files = new TreeMap<>();
    files.put("greeting.py", "WORD = 'hello'\n");
    files.put(
        "greeting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n");
    files.put(
        "greeting-1.0.dist-info/WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    files.put(
        "greeting-1.0.dist-info/RECORD",
        """
        greeting.py,,
        greeting-1.0.dist-info/METADATA,,
        greeting-1.0.dist-info/WHEEL,,
        greeting-1.0.dist-info/RECORD,,
        """);
    try (OutputStream out = Files.newOutputStream(folder.resolve("greeting-1.0-py3-none-any.whl"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  @Test
  void shouldInstallPackagesThatLieInTheCode() throws Exception {
    BuildEnd end =
        recognised(
            "nodejs",
            source(
                Map.of(
                    "package.json", "{\"dependencies\":{\"greeting\":\"file:./greeting\"}}",
                    "greeting/package.json", "{\"name\":\"greeting\",\"version\":\"1.0.0\"}",
                    "greeting/index.js", "exports.word = 'hello';\n")));
    assertThat(end.how()).as(log.toString()).isEqualTo(How.BUILT);
    assertThat(result).containsEntry("node_modules/greeting", "-> ../greeting");
  }

  @Test
  void shouldSayWhichPackageIsNotThere() throws Exception {
    BuildEnd end =
        recognised(
            "nodejs",
            source(Map.of("package.json", "{\"dependencies\":{\"no-such-thing\":\"1.0.0\"}}")));
    assertThat(end.how()).isEqualTo(How.FAILED);
    assertThat(String.join("\n", log)).contains("no network", "no-such-thing");
    log.clear();
    assertThat(recognised("nodejs", source(Map.of("package.json", "{"))).how())
        .isEqualTo(How.FAILED);
    assertThat(String.join("\n", log)).contains("package.json");
  }

  @Test
  void shouldCompileSourceFilesOfJava() throws Exception {
    BuildEnd end =
        recognised(
            "java",
            source(
                Map.of(
                    "app/Main.java",
                    "package app; public class Main { String handle(String in) { return in; } }",
                    "words.txt",
                    "kept")));
    assertThat(end.how()).as(log.toString()).isEqualTo(How.BUILT);
    assertThat(result).containsOnlyKeys("classes/app/Main.class", "words.txt");
  }

  @Test
  void shouldSayWhereSourceFilesOfJavaAreWrong() throws Exception {
    BuildEnd end = recognised("java", source(Map.of("Main.java", "class Main {\n  int x = ;\n}")));
    assertThat(end.how()).isEqualTo(How.FAILED);
    assertThat(log.peek()).startsWith("./Main.java:2: error:");
  }

  private Path source(Map<String, String> files) throws IOException {
    Path tree = Files.createTempDirectory(folder, "source");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return tree;
  }

  private BuildEnd recognised(String runtime, Path source) {
    Recipe recipe = provider.builder().recipe(runtime, source, null);
    assertThat(recipe).isNotNull();
    return build(source, recipe);
  }

  private BuildEnd build(Path source, Recipe recipe) {
    return build("default", source, recipe, TERMS);
  }

  private BuildEnd build(Path source, Recipe recipe, Consumer<Path> taker) {
    return provider
        .builder()
        .build(new BuildJob("default", source, recipe, TERMS), log::add, taker);
  }

  private BuildEnd build(String namespace, Path source, Recipe recipe, BuildJob.Terms terms) {
    return provider
        .builder()
        .build(new BuildJob(namespace, source, recipe, terms), log::add, this::take);
  }

  /** Files with their text, and links with where they lead; binary files with something. */
  private void take(Path tree) {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList()) {
        String name = tree.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          result.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          result.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
