package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.RoleSpec;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoleReaderTest {
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
  void shouldReadRolesAndWhoHasThem() throws IOException {
    Manifest manifest =
        read(
            """
            roles:
              clerk: {invoke: ['price-*'], secrets: [db], emit: [], description: sells}
              nobody: {}
            functions:
              f: {runtime: python3, handler: main.handler, code: 'pass', role: clerk}
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(manifest.roles())
        .extracting(DefinitionEntry::name)
        .containsExactly("clerk", "nobody");
    assertThat(RoleReader.spec(manifest.roles().get(0), "shop"))
        .isEqualTo(new RoleSpec("sells", List.of("price-*"), List.of("db"), null, null, "shop"));
    assertThat(manifest.functions().get(0).definition().role()).isEqualTo("clerk");
  }

  @Test
  void shouldTellWhatIsWrongWithRoles() throws IOException {
    assertThat(
            wrong(
                    """
                roles:
                  a: {invokes: [f]}
                  b: {invoke: f}
                  c: {secrets: [{name: db}]}
                  d: everything
                ---
                roles:
                  a: {}
                """)
                .lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("'roles.a.invokes'") && line.contains("'invoke'"))
        .anyMatch(line -> line.startsWith("0.yaml:3:") && line.contains("'roles.b.invoke'"))
        .anyMatch(line -> line.startsWith("0.yaml:4:") && line.contains("roles.c.secrets"))
        .anyMatch(line -> line.startsWith("0.yaml:5:") && line.contains("'roles.d'"))
        .anyMatch(line -> line.contains("the role 'a' is there twice, first at 0.yaml:2"));
  }
}
