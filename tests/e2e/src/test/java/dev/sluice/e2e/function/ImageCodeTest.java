package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Images;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Code that is an image, with a program of its own. */
class ImageCodeTest extends SharedServerTest {
  private static final Map<String, String> TAR = Map.of("Accept", "application/x-tar");

  private static FunctionSpec spec(String name, CodeSource code, String handler) {
    return new FunctionSpec(name, null, handler, code, null, null, null, null, null);
  }

  private FunctionInfo create(String name, Images image) throws Exception {
    return create(spec(name, CodeSource.ofImage(image.tar()), null));
  }

  private static InvokeRequest asked(String command) {
    return new InvokeRequest(
        "latest", command.getBytes(StandardCharsets.UTF_8), "text/plain", false);
  }

  private String shell(String name, String command) throws Exception {
    return shell(client, name, "latest", command);
  }

  private static String shell(SluiceClient client, String name, String qualifier, String command)
      throws Exception {
    InvokeResult result = client.invoke(name, asked(command).to(qualifier));
    assertThat(result.problem()).isNull();
    return result.text();
  }

  @Test
  void shouldRunItsProgramInItsOwnRoot() throws Exception {
    String name = name("image");
    Images image = Images.serving("one");
    FunctionInfo made = create(name, image);

    assertThat(made.runtime()).isEqualTo("provided");
    assertThat(made.code().kind()).isEqualTo("image");
    assertThat(made.code().revision()).isEqualTo(image.digest());
    InvokeResult cold = client.invoke(name, asked("echo $(</etc/os-release) $(<word) $FROM $PWD"));
    assertThat(cold.text()).isEqualTo(Images.ID + " one image /app");
    assertThat(cold.cold()).isTrue();
    assertThat(client.invoke(name, asked("echo on")).cold()).isFalse();
    assertThat(
            shell(
                name,
                "for f in /usr/bin/* /etc/passwd /code /root /home; do [ -e $f ] && echo $f; done"))
        .isEmpty();
    assertThat(shell(name, "echo $_HANDLER")).isEqualTo("own");
  }

  @Test
  void shouldHoldIt() throws Exception {
    String name = name("image-held");
    create(name, Images.serving("one"));
    String data = server.data().toString();
    assertThat(shell(name, "echo $(<" + data + "/admin.token); echo > /app/x"))
        .contains("No such file", "Read-only");
    int port = client.connection().url().getPort();
    assertThat(shell(name, "exec 5<>/dev/tcp/127.0.0.1/" + port)).contains("refused");
    client.updateFunction(name, Sources.timeout(spec(null, null, null), 1), null);
    failText(name, "while :; do :; done", ErrorCode.FUNCTION_TIMED_OUT);
    client.updateFunction(name, Sources.timeout(spec(null, null, null), 60), null);
    failText(name, "main a=xxxxxxxx; while :; do a=$a$a; done", ErrorCode.FUNCTION_OUT_OF_MEMORY);
    assertThat(shell(name, "echo on")).isEqualTo("on");
  }

  private void failText(String name, String command, ErrorCode code) throws Exception {
    InvokeResult result = client.invoke(name, asked(command));
    assertThat(result.problem()).isNotNull();
    assertThat(result.problem().code()).isEqualTo(code.code());
  }

  @Test
  void shouldKeepVersionsAndGiveImagesBack() throws Exception {
    String name = name("image-versions");
    FunctionInfo first = create(name, Images.serving("one"));
    client.versions().publish(name, null, null);
    Images two = Images.serving("two");
    FunctionInfo second = client.putImage(name, BodyPublishers.ofByteArray(two.tar()), null);
    assertThat(second.code().revision()).isEqualTo(two.digest());
    assertThat(shell(name, "echo $(<word)")).isEqualTo("two");
    assertThat(shell(client, name, "1", "echo $(<word)")).isEqualTo("one");
    byte[] back = client.code(name, "1").image().tar();
    String other = name("image-again");
    FunctionInfo again = create(spec(other, CodeSource.ofImage(back), null));
    assertThat(again.code().digest()).isEqualTo(first.code().digest());
    assertThat(shell(other, "echo $(<word)")).isEqualTo("one");
    var raw = http.send("GET", "/v1/functions/" + name + "/code?qualifier=1", TAR, new byte[0]);
    assertThat(raw.status()).isEqualTo(200);
    assertThat(raw.body()).isEqualTo(back);
  }

  @Test
  void shouldTakeTheHandlerInPlaceOfItsCommand() throws Exception {
    String name = name("image-handler");
    create(spec(name, CodeSource.ofImage(Images.serving("one").tar()), "other"));
    assertThat(shell(name, "echo $_HANDLER")).isEqualTo("other");
    String lost = name("image-lost");
    Images command = new Images("\"Cmd\":[\"/app/serve\"]", "one");
    create(spec(lost, CodeSource.ofImage(command.tar()), "/app/none"));
    InvokeResult result = client.invoke(lost, asked("echo"));
    assertThat(result.problem().code()).isEqualTo(ErrorCode.FUNCTION_LOAD_FAILED.code());
    assertThat(result.problem().error().message()).contains("there is no /app/none.");
  }

  @Test
  void shouldComeAsAFileAFolderOrByAManifest() throws Exception {
    Path folder = Scratch.create("image");
    try {
      Images image = Images.serving("one");
      Path layout = image.write(Files.createDirectory(folder.resolve("layout")));
      Path tar = Files.write(folder.resolve("image.tar"), image.tar());
      Cli cli = new Cli(client.connection());
      String name = name("image-cli");
      cli.run("function", "create", name, "--image", layout.toString());
      assertThat(client.function(name).code().revision()).isEqualTo(image.digest());
      Images two = Images.serving("two");
      Files.write(tar, two.tar());
      cli.run("function", "update", name, "--image", tar.toString());
      assertThat(shell(name, "echo $(<word)")).isEqualTo("two");
      String planned = name("image-planned");
      Path manifest =
          Files.writeString(
              folder.resolve("sluice.yaml"),
              "name: images\nfunctions:\n  "
                  + planned
                  + ":\n    code:\n      image:\n        path: image.tar\n");
      assertThat(cli.run("apply", "-f", manifest.toString())).contains(planned);
      assertThat(shell(planned, "echo $(<word)")).isEqualTo("two");
      long revision = client.function(planned).revision();
      cli.run("apply", "-f", manifest.toString());
      assertThat(client.function(planned).revision()).isEqualTo(revision);
      Path back = folder.resolve("back.tar");
      cli.run("function", "code", planned, "--to", back.toString());
      Files.move(back, tar, StandardCopyOption.REPLACE_EXISTING);
      cli.run("apply", "-f", manifest.toString());
      assertThat(client.function(planned).revision()).isEqualTo(revision);
      Path exported = folder.resolve("exported");
      cli.run("export", planned, "--dir", exported.toString());
      assertThat(cli.run("apply", "-f", exported.resolve("sluice.yaml").toString()))
          .contains("Nothing to do");
      client.deleteFunction(planned, null);
      cli.run("apply", "-f", exported.resolve("sluice.yaml").toString());
      assertThat(shell(planned, "echo $(<word)")).isEqualTo("two");
    } finally {
      Scratch.delete(folder);
    }
  }

  @Test
  void shouldBeFetchedAndRefreshedFromTheWeb() throws Exception {
    AtomicReference<byte[]> served = new AtomicReference<>(Images.serving("one").tar());
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, served.get().length);
          exchange.getResponseBody().write(served.get());
          exchange.close();
        });
    web.start();
    try {
      String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/image.tar";
      String name = name("image-web");
      FunctionInfo made =
          create(
              new FunctionSpec(
                  name,
                  "provided",
                  null,
                  CodeSource.ofObject(
                      new CodeSource.StoredObject(
                          url, null, null, null, null, null, null, null, null, null)),
                  null,
                  null,
                  null,
                  null,
                  null));
      assertThat(made.code().kind()).isEqualTo("image");
      assertThat(made.code().object().url()).isEqualTo(url);
      assertThat(client.refresh(name).result()).isEqualTo("unchanged");
      served.set(Images.serving("two").tar());
      assertThat(client.refresh(name).result()).isEqualTo("changed");
      assertThat(shell(name, "echo $(<word)")).isEqualTo("two");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void shouldRefuseWhatCannotRun() throws Exception {
    String name = name("image-refused");
    byte[] tar = Images.serving("one").tar();
    refuse(
        ErrorCode.IMAGE_UNSUPPORTED, Sources.spec(name, Sources.PYTHON, CodeSource.ofImage(tar)));
    refuse(ErrorCode.INVALID_IMAGE, spec(name, CodeSource.ofImage(new byte[600]), null));
    refuse(
        ErrorCode.INVALID_IMAGE, spec(name, CodeSource.ofImage(new Images("", "x").tar()), null));
    refuse(ErrorCode.INVALID_CODE_SOURCE, spec(name, CodeSource.ofImage((byte[]) null), null));
    refuse(
        ErrorCode.INVALID_REQUEST,
        spec(name, CodeSource.ofImage(tar).with(new CodeSource.Build("make", null)), null));
    Problem problem =
        refuse(
            ErrorCode.IMAGE_PATH_NOT_ALLOWED,
            spec(name, CodeSource.ofImage(new CodeSource.Image(null, "/etc")), null));
    assertThat(problem.hint()).contains("code.image-roots");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Refused.with(
        ErrorCode.IMAGE_UNSUPPORTED,
        () -> client.putImage(name, BodyPublishers.ofByteArray(tar), null));
    assertThat(call(name, "1")).isEqualTo("1");
    http.send("GET", "/v1/functions/" + name + "/code", TAR, new byte[0])
        .assertProblem(ErrorCode.INVALID_REQUEST);
  }

  private Problem refuse(ErrorCode code, FunctionSpec spec) throws IOException {
    return Refused.with(code, () -> create(spec));
  }
}
