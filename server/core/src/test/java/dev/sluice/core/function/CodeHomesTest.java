package dev.sluice.core.function;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.code.CodeHome;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeHomesTest {
  private static final String URL = "https://host/team/shop.git";
  private static final String SUM = "sha256:" + "0a".repeat(32);

  private final CodeHomes homes = new CodeHomes(CodeHomesTest::seconds);

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]+s")) {
      throw new IllegalArgumentException("give it like 5s");
    }
    return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private static CodeSource.Git git(String url, String ref, String folder) {
    return new CodeSource.Git(url, ref, folder, null, null, null, null);
  }

  private static CodeSource.StoredObject web(String url, String user, String secret) {
    return new CodeSource.StoredObject(url, null, null, null, null, null, user, secret, null, null);
  }

  private static CodeSource.StoredObject bucket(
      String key, String endpoint, String access, String secret) {
    return new CodeSource.StoredObject(
        null, "b", key, endpoint, null, access, null, secret, null, null);
  }

  private void refusesGit(CodeSource.Git git) {
    refuses(ErrorCode.INVALID_CODE_SOURCE, () -> homes.read(CodeSource.ofGit(git)));
  }

  private void refusesObject(CodeSource.StoredObject object) {
    refuses(ErrorCode.INVALID_CODE_SOURCE, () -> homes.read(CodeSource.ofObject(object)));
  }

  static List<CodeSource> valid() {
    return List.of(
        CodeSource.ofGit(git(URL, null, null)),
        CodeSource.ofGit(
            new CodeSource.Git("http://h:8080/x", "v1.0", "a/b", "me", "pw", "90s", "hook")),
        CodeSource.ofObject(web("https://h/a.zip?sig=1", null, "token")),
        CodeSource.ofObject(
            new CodeSource.StoredObject(
                "https://h/a.zip", null, null, null, null, null, "u", "s", SUM, null)),
        CodeSource.ofObject(bucket("k/a.zip", "https://h:9000", "reader", "key")),
        CodeSource.ofObject(
            new CodeSource.StoredObject(
                null, "b", "k", null, "eu-1", null, null, null, null, "5s")));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void shouldSayAgainWhatWasSaid(CodeSource said) {
    CodeHome home = homes.read(said);

    assertThat(CodeHomes.git(home)).isEqualTo(said.git());
    assertThat(CodeHomes.object(home)).isEqualTo(said.object());
  }

  @Test
  void shouldHaveNoHomeForCodeThatIsHandedIn() {
    assertThat(homes.read(CodeSource.ofInline("x"))).isNull();
    assertThat(homes.read(CodeSource.ofZip(new byte[1]))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"./a/b/,a/b", "/a,a", "a//b,a/b", ".,''", "/,''"})
  void shouldMakeFolderPlain(String said, String folder) {
    assertThat(((CodeHome.Git) homes.read(CodeSource.ofGit(git(URL, null, said)))).folder())
        .isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/x.git",
        "/srv/x.git",
        "../x.git",
        "git@host:x.git",
        "ssh://git@host/x.git",
        "git://host/x.git",
        "jar:https://host/x",
        "https://user:pw@host/x.git",
        "https://host/x.git?a=b",
        "https://host/x.git#main",
        "https:///x.git",
        "https://ho st/x.git",
        " ",
        ""
      })
  void shouldRefuseUrl(String url) {
    refusesGit(git(url, null, null));
    if (!url.contains("?")) {
      refusesObject(web(url, null, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///srv/x.git", "/srv/x.git"})
  void shouldSayWhyPlacesOnDiskAreRefused(String url) {
    assertThatThrownBy(() -> homes.read(CodeSource.ofGit(git(url, null, null))))
        .hasMessageContaining("the server's own disk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "--upload-pack=x", "a\nb", "a\0"})
  void shouldRefuseRef(String ref) {
    refusesGit(git(URL, ref, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "a\\b", ".git", "a/.GIT/hooks", " ", "a\nb"})
  void shouldRefuseFolder(String folder) {
    refusesGit(git(URL, null, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "soon", "0s", "2592001s", ""})
  void shouldRefusePoll(String poll) {
    refusesGit(new CodeSource.Git(URL, null, null, null, null, poll, null));
  }

  @Test
  void shouldRefuseUserWithoutSecretAndNamesThatAreNone() {
    refusesGit(new CodeSource.Git(URL, null, null, "me", null, null, null));
    refusesGit(new CodeSource.Git(URL, null, null, "a:b", "pw", null, null));
    refusesObject(web("https://h/a", "me", null));
    for (Function<String, CodeSource.Git> each :
        List.<Function<String, CodeSource.Git>>of(
            name -> new CodeSource.Git(URL, null, null, null, name, null, null),
            name -> new CodeSource.Git(URL, null, null, null, null, null, name))) {
      refuses(ErrorCode.INVALID_NAME, () -> homes.read(CodeSource.ofGit(each.apply("no name"))));
    }
  }

  @Test
  void shouldRefuseObjectThatIsNowhereOrInTwoPlaces() {
    refusesObject(
        new CodeSource.StoredObject(null, null, "k", null, null, null, null, null, null, null));
    refusesObject(
        new CodeSource.StoredObject(
            "https://h/a", "b", "k", null, null, null, null, null, null, null));
    refusesObject(
        new CodeSource.StoredObject(
            "https://h/a", null, null, null, "eu", null, null, null, null, null));
    refusesObject(bucket(null, null, null, null));
    refusesObject(
        new CodeSource.StoredObject(null, "b", "k", null, null, null, "u", "s", null, null));
  }

  @Test
  void shouldRefuseBucketWithHalfAKeyOrEndpointThatIsNone() {
    refusesObject(bucket("k", null, "reader", null));
    refusesObject(bucket("k", null, null, "secret"));
    refusesObject(bucket("k", "host:9000", null, null));
    refusesObject(bucket("k", "file:///x", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "md5:00", "sha256:XY"})
  void shouldRefuseChecksum(String checksum) {
    refusesObject(
        new CodeSource.StoredObject(
            "https://h/a", null, null, null, null, null, null, null, checksum, null));
  }

  @Test
  void shouldRefuseChecksumThatIsPolled() {
    refusesObject(
        new CodeSource.StoredObject(
            "https://h/a", null, null, null, null, null, null, null, SUM, "5s"));
  }
}
