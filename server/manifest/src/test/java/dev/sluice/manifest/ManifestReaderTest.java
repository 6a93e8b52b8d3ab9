package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Part;
import dev.sluice.api.AssociationSpec.Retention;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ValueSource;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestReaderTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();

  private Manifest read(String... texts) throws IOException {
    ManifestReader reader = new ManifestReader(problems);
    for (int i = 0; i < texts.length; i++) {
      Path file = Files.writeString(folder.resolve(i + ".yaml"), texts[i]);
      reader.add(file.toString(), InputStream.nullInputStream());
    }
    return reader.manifest();
  }

  /** What is wrong, without the folder's path. */
  private String wrong(String... texts) throws IOException {
    read(texts);
    return String.join("\n", problems.all()).replace(folder + "/", "");
  }

  @Test
  void shouldReadAllThatAFunctionCanHave() throws IOException {
    Manifest manifest =
        read(
            """
            name: shop
            namespace: web
            secrets: [db, {name: api, fromEnvironment: API_KEY}]
            functions:
              hello:
                runtime: python3
                handler: main.handler
                code: |
                  def handler(event, context):
                      return event
                memoryMiB: 256
                cpus: 0.5
                network: host
                timeoutSeconds: 2.5
                minInstances: 1
                maxInstances: 4
                environment: {PORT: 8080, DEBUG: true}
                environmentFrom: {PASSWORD: {secret: db}, WHO: {platform: function}}
                labels: {team: web}
                description: greets
                enabled: false
                publish: first
                aliases:
                  live: {version: latest}
                  canary: {weights: {1: 0.9, latest: 0.1}, description: careful}
            ---
            functions:
              other: {code: {path: src/other.py}}
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.name()).isEqualTo("shop");
    assertThat(manifest.namespace()).isEqualTo("web");
    assertThat(manifest.secrets())
        .extracting(SecretEntry::name, SecretEntry::variable)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("db", null),
            org.assertj.core.groups.Tuple.tuple("api", "API_KEY"));
    FunctionEntry hello = manifest.functions().get(0);
    assertThat(hello.definition().environment()).isEqualTo(Map.of("PORT", "8080", "DEBUG", "true"));
    assertThat(hello.definition().environmentFrom())
        .isEqualTo(
            Map.of(
                "PASSWORD", ValueSource.ofSecret("db"),
                "WHO", ValueSource.ofPlatform("function")));
    assertThat(hello.definition().cpus()).isEqualTo(0.5);
    assertThat(hello.definition().maxInstances()).isEqualTo(4);
    assertThat(hello.enabled()).isFalse();
    assertThat(hello.publish()).isEqualTo("first");
    assertThat(hello.aliases().get(1).weights()).isEqualTo(Map.of("1", 0.9, "latest", 0.1));
    FunctionEntry other = manifest.functions().get(1);
    assertThat(other.code().path()).isEqualTo(folder.resolve("src/other.py"));
    assertThat(other.publish()).isNull();
    assertThat(other.definition().memoryMiB()).isEqualTo(128);
  }

  @Test
  void shouldReadHowAnAssociationOrdersEvents() throws IOException {
    Manifest manifest =
        read(
            """
            associations:
              whole:
                targets: [{function: f}]
                ordered:
                  by: $.data.account
                  shards: 4
                  onPoison: block
                  retention: {count: 5, seconds: 60}
              usual: {targets: [{function: f}], ordered: {by: subject, retention: {}}}
              source: {targets: [{function: f}], ordered: {by: source}}
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.associations())
        .extracting(entry -> entry.spec().ordered())
        .containsExactly(
            new Ordered("$.data.account", 4, "block", new Retention(5, 60.0)),
            new Ordered("subject", 16, "park", new Retention(10_000, null)),
            new Ordered("source", null, "park", null));
  }

  @Test
  void shouldTellWhatIsWrongWithAnOrder() throws IOException {
    assertThat(
            wrong(
                    """
                associations:
                  a: {targets: [{function: f}], ordered: {shards: many}}
                  b: {targets: [{function: f}], ordered: {by: x, retention: {cuont: 1}}}
                """)
                .lines())
        .containsExactlyInAnyOrder(
            "0.yaml:2:42: 'ordered' needs 'by': source, an attribute or a path",
            "0.yaml:2:51: 'associations.a.ordered.shards' must be a whole number",
            "0.yaml:3:62: unknown key 'associations.b.ordered.retention.cuont';"
                + " did you mean 'count'?");
  }

  @Test
  void shouldReadHowAnAssociationCombinesEvents() throws IOException {
    Manifest manifest =
        read(
            """
            associations:
              whole:
                targets: [{function: f}]
                combine:
                  when: (order and paid) or free
                  correlate: subject
                  windowSeconds: 60
                  parts:
                    - {name: order, filter: type = 'order'}
                    - {name: paid, source: bank, correlate: $.data.order}
                    - {name: free, source: shop}
              usual: {targets: [{function: f}], combine: {parts: [{name: a}, {name: b}]}}
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.associations())
        .extracting(entry -> entry.spec().combine())
        .containsExactly(
            new Combine(
                "(order and paid) or free",
                List.of(
                    new Part("order", null, "type = 'order'", null),
                    new Part("paid", "bank", null, "$.data.order"),
                    new Part("free", "shop", null, null)),
                "subject",
                60.0),
            new Combine(
                "all",
                List.of(new Part("a", null, null, null), new Part("b", null, null, null)),
                null,
                3_600.0));
  }

  @Test
  void shouldTellWhatIsWrongWithACombination() throws IOException {
    assertThat(
            wrong(
                    """
                associations:
                  a: {targets: [{function: f}], combine: {windowSeconds: soon}}
                  b: {targets: [{function: f}], combine: {parts: [{nmae: x}]}}
                """)
                .lines())
        .containsExactlyInAnyOrder(
            "0.yaml:2:42: 'combine' needs 'parts', each with a 'name'",
            "0.yaml:2:58: 'associations.a.combine.windowSeconds' must be a number",
            "0.yaml:3:51: a part needs a 'name'",
            "0.yaml:3:52: unknown key 'associations.b.combine.parts.nmae'; did you mean 'name'?");
  }

  @Test
  void shouldReadJson() throws IOException {
    Manifest manifest = read("{\"functions\": {\"a\": {\"code\": \"x = 1\\n\"}}}");

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.functions().get(0).code().inline()).isEqualTo("x = 1\n");
  }

  @Test
  void shouldTakeNameOfTheFolder() throws IOException {
    assertThat(read("functions: {}").name()).isEqualTo(folder.getFileName().toString());
  }

  @Test
  void shouldTellAllProblemsAtOnceEachWithItsPlace() throws IOException {
    assertThat(
            wrong(
                    """
                nmae: shop
                functions:
                  hello:
                    memoryMib: 256
                    timeoutSeconds: soon
                    enabled: maybe
                    code: x = 1
                  nothing:
                    runtime: python3
                  twice: {code: {inline: a, path: b}}
                """)
                .lines())
        .containsExactlyInAnyOrder(
            "0.yaml:1:1: unknown key 'nmae'; did you mean 'name'?",
            "0.yaml:4:5: unknown key 'functions.hello.memoryMib'; did you mean 'memoryMiB'?",
            "0.yaml:5:21: 'functions.hello.timeoutSeconds' must be a number",
            "0.yaml:6:14: 'functions.hello.enabled' must be true or false",
            "0.yaml:8:3: the function 'nothing' has no code; give it text, 'path:', 'git:',"
                + " 'object:' or 'image:'",
            "0.yaml:10:17: the code needs exactly one of 'inline', 'path', 'git', 'object'"
                + " and 'image'");
  }

  @Test
  void shouldReadCodeThatTheServerFetches() throws IOException {
    Manifest manifest =
        read(
            """
            functions:
              a:
                runtime: python3
                handler: main.handler
                code:
                  git: {url: 'https://host/x.git', ref: main, folder: ./a/, secret: pw, poll: 5m}
              b:
                runtime: python3
                handler: main.handler
                code:
                  object: {bucket: b, key: k.zip, accessKey: me, secret: pw}
            """);

    assertThat(manifest.functions().get(0).code().remote())
        .isEqualTo(
            CodeSource.ofGit(
                new CodeSource.Git("https://host/x.git", "main", "a", null, "pw", "5m", null)));
    assertThat(manifest.functions().get(1).code().remote())
        .isEqualTo(
            CodeSource.ofObject(
                new CodeSource.StoredObject(
                    null, "b", "k.zip", null, null, "me", null, "pw", null, null)));
  }

  @Test
  void shouldRefuseCodeFromNowhere() throws IOException {
    assertThat(wrong("functions:\n  a: {code: {git: {ref: main}}}\n"))
        .isEqualTo("0.yaml:2:19: a repository needs a 'url'");
    assertThat(wrong("functions:\n  a: {code: {object: {key: k}}}\n"))
        .contains("an object needs either 'url', or 'bucket' and 'key'");
    assertThat(wrong("functions:\n  a: {code: {git: {url: x, branch: main}}}\n"))
        .contains("unknown key 'functions.a.code.git.branch'");
    assertThat(wrong("functions:\n  a: {code: {git: {url: x}, inline: y}}\n"))
        .contains("exactly one of");
  }

  @Test
  void shouldRefuseKeyThatIsThereTwice() throws IOException {
    assertThat(wrong("functions:\n  a: {code: x}\n  a: {code: y}\n"))
        .isEqualTo("0.yaml:3:3: the key 'functions.a' is there twice, first in line 2");
  }

  @Test
  void shouldRefuseFunctionOfTwoFiles() throws IOException {
    assertThat(wrong("functions: {a: {code: x}}", "functions: {a: {code: x}}"))
        .isEqualTo("1.yaml:1:13: the function 'a' is there twice, first at 0.yaml:1:13");
  }

  @Test
  void shouldRefuseTwoNames() throws IOException {
    assertThat(wrong("name: a", "name: b"))
        .isEqualTo("1.yaml:1:1: the name is 'b', and was 'a' before");
  }

  @Test
  void shouldRefuseWhatIsNoYaml() throws IOException {
    assertThat(wrong("functions: [")).startsWith("0.yaml:").contains("this is no YAML: ");
    assertThat(wrong("- a\n")).contains("the document is no mapping");
    assertThat(wrong("a: &x [*x]\n")).contains("unknown key 'a'");
  }

  @Test
  void shouldRefuseAliasesThatCannotBe() throws IOException {
    assertThat(
            wrong(
                    """
                functions:
                  a:
                    code: x
                    aliases:
                      none: {}
                      both: {version: 1, weights: {1: 1}}
                      half: {weights: {1: 0.5}}
                      word: {version: newest}
                """)
                .lines())
        .containsExactly(
            "0.yaml:5:7: the alias 'none' needs either 'version' or 'weights'",
            "0.yaml:6:7: the alias 'both' needs either 'version' or 'weights'",
            "0.yaml:7:7: the shares of the alias 'half' must be above 0 and sum to 1",
            "0.yaml:8:7: the alias 'word' has 'newest', which is no version's number and not"
                + " 'latest'");
  }

  @Test
  void shouldRefuseItsOwnLabelAndSecretsWithValues() throws IOException {
    assertThat(
            wrong(
                """
                secrets: [{name: db, value: hunter2}, db]
                functions:
                  a: {code: x, labels: {sluice/manifest: other}}
                """))
        .contains("0.yaml:1:22: unknown key 'secrets.value'")
        .contains("the secret 'db' is there twice")
        .contains("the label 'sluice/manifest' comes from the manifest's name")
        .doesNotContain("hunter2");
  }

  private static final String FLOW =
      """
      document: {dsl: 1.0.3, namespace: n, name: hot, version: 1.0.0}
      do:
        - tell: {set: {n: 1}}
      """;

  private void flow(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void shouldReadWorkflowsOfFilesAndOfTheManifest() throws IOException {
    flow("hot.flow.yaml", FLOW);

    Manifest manifest =
        read(
            """
            name: shop
            workflows:
              hot:
                path: hot.flow.yaml
                aliases:
                  live: {version: latest}
                  canary: {weights: {1: 0.5, latest: 0.5}}
              cold:
                inline: |
                  document: {dsl: 1.0.3, namespace: n, name: cold, version: 1.0.0}
                  do:
                    - tell: {set: {n: 1}}
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.workflows())
        .extracting(WorkflowEntry::name, WorkflowEntry::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("hot", FLOW),
            org.assertj.core.groups.Tuple.tuple("cold", FLOW.replace("hot", "cold")));
    assertThat(manifest.workflows().get(0).aliases())
        .extracting(AliasEntry::name, AliasEntry::weights)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("live", Map.of("latest", 1.0)),
            org.assertj.core.groups.Tuple.tuple("canary", Map.of("1", 0.5, "latest", 0.5)));
  }

  @Test
  void shouldKeepTheTextOfADocumentAsItIs() throws IOException {
    String text = "\ufeff# größe 😀\r\n" + FLOW.replace("\n", "\r\n") + "# end";
    flow("hot.flow.yaml", text);

    Manifest manifest = read("workflows: {hot: {path: hot.flow.yaml}}\n");

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.workflows().get(0).text()).isEqualTo(text);
  }

  @Test
  void shouldTellWhereTheFileOfAWorkflowIsNot() throws IOException {
    Files.createDirectory(folder.resolve("flows"));

    assertThat(
            wrong(
                """
                workflows:
                  gone: {path: gone.flow.yaml}
                  wide:
                    path: flows
                  odd: {path: "a\\0b"}
                """))
        .isEqualTo(
            """
            0.yaml:2:16: there is no file gone.flow.yaml
            0.yaml:4:11: flows is a folder; name the file of the workflow's document
            0.yaml:5:15: 'a\0b' is no path\
            """);
  }

  @Test
  void shouldTellWhatIsWrongInADocumentWithItsOwnPlace() throws IOException {
    flow("broken.flow.yaml", "document: {\ndo: []\n");
    flow("wrong.flow.yaml", FLOW.replace("do:", "doo:").replace("hot", "wrong"));
    flow("text.flow.yaml", "hello\n");
    Files.write(folder.resolve("bytes.flow.yaml"), new byte[] {'a', (byte) 0xff});

    assertThat(
            wrong(
                    """
                workflows:
                  broken: {path: broken.flow.yaml}
                  wrong: {path: wrong.flow.yaml}
                  text: {path: text.flow.yaml}
                  bytes: {path: bytes.flow.yaml}
                  own:
                    inline: |
                      document: {dsl: 1.0.3, namespace: n, name: own, version: 1.0.0}
                      do:
                        - tell: {sett: {n: 1}}
                """)
                .lines())
        .anyMatch(line -> line.startsWith("broken.flow.yaml:3:1: syntax: "))
        .anyMatch(line -> line.startsWith("wrong.flow.yaml:1:1: missing-key: "))
        .anyMatch(line -> line.startsWith("text.flow.yaml:1:1: "))
        .anyMatch(line -> line.startsWith("bytes.flow.yaml:1:2: encoding: "))
        .anyMatch(line -> line.startsWith("0.yaml:7:13: line 3 of the document: "));
  }

  @Test
  void shouldRefuseADocumentOfAnotherName() throws IOException {
    flow("hot.flow.yaml", "# one\n" + FLOW);

    assertThat(wrong("workflows: {cold: {path: hot.flow.yaml}}\n"))
        .isEqualTo(
            "hot.flow.yaml:2:11: the document names itself 'hot', and the manifest has it as the"
                + " workflow 'cold'; give both one name");
  }

  @Test
  void shouldRefuseWorkflowsWithoutOneDocumentAndWithWhatTheyHaveNot() throws IOException {
    flow("hot.flow.yaml", FLOW);

    assertThat(
            wrong(
                """
                workflows:
                  none: {}
                  both: {path: hot.flow.yaml, inline: x}
                  text: hot.flow.yaml
                  hot:
                    path: hot.flow.yaml
                    pth: x
                    aliases:
                      live: {version: latest, routingKey: {header: X}}
                      old: {version: first}
                """,
                "workflows: {hot: {path: hot.flow.yaml}}\n"))
        .contains("0.yaml:2:3: the workflow 'none' needs either 'path', the file of its document")
        .contains("0.yaml:3:3: the workflow 'both' needs either 'path'")
        .contains("0.yaml:4:9: 'workflows.text' must be a mapping of keys to values")
        .contains("0.yaml:7:5: unknown key 'workflows.hot.pth'; did you mean 'path'?")
        .contains("0.yaml:9:31: unknown key 'workflows.hot.aliases.live.routingKey'")
        .contains("0.yaml:10:7: the alias 'old' has 'first', which is no version's number")
        .contains("1.yaml:1:13: the workflow 'hot' is there twice, first at 0.yaml:5:3")
        .hasLineCount(7);
  }
}
