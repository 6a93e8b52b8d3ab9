package dev.sluice.app.cli.secret;

import dev.sluice.api.SecretInfo;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice secret set}. Not thread-safe. */
@Command(
    name = "set",
    customSynopsis = "sluice secret set NAME [OPTION...]",
    description = {
      "Give a secret its value, or another one.",
      "The value is read from standard input, not from the command line, which others see.",
      "Functions that use it start anew; a line end after a value of one line is left out."
    },
    footer = {
      "  printf %%s \"$PASSWORD\" | sluice secret set db",
      "  sluice secret set tls --file key.pem"
    })
final class SecretSetCommand extends ServerVerb {
  private static final int MOST_BYTES = 1 << 20;

  @Parameters(paramLabel = "NAME", description = "The secret's name.")
  String name = "";

  @Option(names = "--file", paramLabel = "PATH", description = "Read the value from a file.")
  @Nullable Path file;

  SecretSetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    SecretInfo set = client.namespaces().setSecret(name, value());
    console()
        .print(
            json()
                ? Json.pretty(set)
                : "secret " + set.name() + (set.revision() == 1 ? " created" : " changed") + "\n");
    return OK;
  }

  private String value() throws IOException {
    byte[] bytes;
    if (file == null) {
      bytes = console().in().readNBytes(MOST_BYTES);
    } else {
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_BYTES);
      }
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CliException("the value is not text in UTF-8; put it into base64 first");
    }
    boolean oneLine = text.indexOf('\n') == text.length() - 1;
    return oneLine ? text.stripTrailing() : text;
  }
}
