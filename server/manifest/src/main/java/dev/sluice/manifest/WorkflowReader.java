package dev.sluice.manifest;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Limits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Position;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.Reading;
import dev.sluice.flow.validate.WorkflowValidator;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one workflow with its document, which is checked as {@code sluice workflow validate} checks
 * it: a manifest with a broken one changes nothing.
 */
final class WorkflowReader {
  private static final String PATH = "path";
  private static final String INLINE = "inline";

  private final Path folder;

  /**
   * Reads workflows of a file.
   *
   * @param folder where the file is, which its paths start from
   */
  WorkflowReader(Path folder) {
    this.folder = folder;
  }

  /** The workflow; empty when it has no document that is right, which is a problem by then. */
  Optional<WorkflowEntry> read(String name, Place place, Section section) {
    Optional<Value> path = section.get(PATH);
    Optional<Value> inline = section.get(INLINE);
    List<AliasEntry> aliases = AliasReader.readAll(section, AliasReader::readPlain);
    section.finish();
    if (path.isPresent() == inline.isPresent()) {
      section.problem(
          place,
          "the workflow '"
              + name
              + "' needs either 'path', the file of its document, or 'inline', its text");
      return Optional.empty();
    }
    Optional<Source> source =
        path.isPresent()
            ? path.get().text().flatMap(text -> file(section, path.get().place(), text))
            : inline.flatMap(
                value ->
                    value
                        .text()
                        .map(
                            text ->
                                new Source(
                                    value.place(), null, text.getBytes(StandardCharsets.UTF_8))));
    return source
        .filter(is -> isRight(name, is, section))
        .map(is -> new WorkflowEntry(place, name, is.text(), aliases));
  }

  /**
   * A document.
   *
   * @param place where the manifest has it
   * @param file whose text it is; null for text of the manifest
   */
  private record Source(Place place, @Nullable Path file, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Adds a problem at a position of the document. */
    void problem(Position at, String sentence, Section section) {
      if (file == null) {
        section.problem(place, "line " + at.line() + " of the document: " + sentence);
      } else {
        section.problem(new Place(file.toString(), at.line(), at.column()), sentence);
      }
    }
  }

  private Optional<Source> file(Section section, Place place, String text) {
    Path file;
    try {
      file = folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      section.problem(place, "'" + text + "' is no path");
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      section.problem(place, file + " is a folder; name the file of the workflow's document");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new Source(place, file, in.readNBytes(Limits.BYTES + 1)));
    } catch (NoSuchFileException e) {
      section.problem(place, "there is no file " + file);
    } catch (IOException e) {
      section.problem(place, "the file " + file + " cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static boolean isRight(String name, Source source, Section section) {
    Reading reading = Document.read(source.bytes());
    Document document = reading.document();
    List<Problem> errors =
        (document == null ? reading.problems() : WorkflowValidator.check(document, null))
            .stream().filter(problem -> !problem.isWarning()).toList();
    errors.forEach(
        problem ->
            source.problem(
                problem.position(), problem.code().text() + ": " + problem.message(), section));
    if (document == null || !errors.isEmpty()) {
      return false;
    }
    MapNode head = head(document);
    String own = head == null ? null : head.text("name");
    if (head == null || !name.equals(own)) {
      source.problem(
          head == null ? Position.START : document.position(head.from()),
          "the document names itself '"
              + own
              + "', and the manifest has it as the workflow '"
              + name
              + "'; give both one name",
          section);
      return false;
    }
    return true;
  }

  /** The name that a document gives itself, or null. */
  static @Nullable String name(String text) {
    Document document = Document.read(text).document();
    MapNode head = document == null ? null : head(document);
    return head == null ? null : head.text("name");
  }

  private static @Nullable MapNode head(Document document) {
    return document.root().target() instanceof MapNode root ? root.map("document") : null;
  }
}
