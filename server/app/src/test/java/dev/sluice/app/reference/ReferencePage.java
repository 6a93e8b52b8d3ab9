package dev.sluice.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of {@code docs/reference} that is made of what the program says of itself. {@code
 * -Dgolden.update} writes it.
 */
public final class ReferencePage {
  private static final Path FOLDER = Path.of("../../docs/reference");

  private final String name;
  private final StringBuilder text = new StringBuilder();

  /** The page of this name, without {@code .md}. */
  public ReferencePage(String name, String title, String introduction) {
    this.name = name;
    text.append("# ").append(title).append("\n\n").append(introduction).append('\n');
  }

  /** Adds a heading below the title. */
  public ReferencePage heading(int depth, String words) {
    text.append('\n').append("#".repeat(depth + 1)).append(' ').append(words).append("\n\n");
    return this;
  }

  /** Adds text as it is, in a block of its own. */
  public ReferencePage block(String lines) {
    text.append("```\n").append(lines.stripTrailing()).append("\n```\n");
    return this;
  }

  /** Begins a table with these heads. */
  public ReferencePage table(String... heads) {
    text.append('\n');
    row(heads);
    text.append('|').append(" --- |".repeat(heads.length)).append('\n');
    return this;
  }

  /** Adds a row to the table. */
  public ReferencePage row(String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    text.append("|\n");
    return this;
  }

  /** The page has to be what is made. */
  public void check() throws IOException {
    Path file = FOLDER.resolve(name + ".md");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("%s is not what the program says: -Dgolden.update writes it", file)
        .isEqualTo(text.toString());
  }
}
