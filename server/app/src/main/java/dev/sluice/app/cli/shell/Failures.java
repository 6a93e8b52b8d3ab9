package dev.sluice.app.cli.shell;

import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceApiException;
import dev.sluice.manifest.code.CodeException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on standard error and an exit status. */
public final class Failures {
  /** What a shell reports of a command whose reader has gone (128 and SIGPIPE). */
  static final int READER_GONE = 141;

  private final Console console;

  /** Failures go to this console. */
  public Failures(Console console) {
    this.console = console;
  }

  /** A verb failed. */
  public int failed(Exception e) {
    if (e instanceof ParameterException usage) {
      return wrongUsage(usage);
    }
    if (e instanceof OutputException output && output.readerGone()) {
      return READER_GONE;
    }
    error(sentence(e));
    return Verb.FAILED;
  }

  /** The command line cannot be understood. */
  public int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String message = Words.oneLine(String.valueOf(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(unmatched);
    }
    error(lowerFirst(message) + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
    return Verb.WRONG_USAGE;
  }

  private void error(String sentence) {
    console.note("error: " + Words.oneLine(sentence));
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
    boolean option = argument.startsWith("-");
    boolean group = !e.getCommandLine().getSubcommands().isEmpty();
    String kind = option ? "unknown option" : group ? "unknown command" : "unexpected argument";
    List<String> near = e.getSuggestions();
    String meant =
        near.isEmpty() || !(option || group) ? "" : "; did you mean " + near.get(0) + "?";
    return kind + " '" + argument + "'" + meant;
  }

  private static String sentence(Exception e) {
    if (e instanceof SluiceApiException api) {
      return api.sentence() + " (" + api.problem().code() + ")";
    }
    if (e instanceof CliException || e instanceof CodeException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof OutputException) {
      return "cannot write the output: " + e.getMessage();
    }
    if (e instanceof NoSuchFileException file) {
      return "there is no file " + file.getFile();
    }
    if (e instanceof AccessDeniedException file) {
      return "no permission for " + file.getFile();
    }
    if (e instanceof FileSystemException file) {
      String reason = file.getReason();
      return file.getFile() + ": " + (reason == null ? "cannot be used" : lowerFirst(reason));
    }
    String message = e.getMessage();
    return "this should not happen, please report it: "
        + e.getClass().getSimpleName()
        + (message == null ? "" : ": " + message);
  }

  private static String lowerFirst(String text) {
    // "URL is wrong" stays, "Missing required ..." starts the second half of a line.
    boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
  }
}
