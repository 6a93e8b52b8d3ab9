package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.invoke.result.Body;
import dev.sluice.studio.core.invoke.result.ImageHeader;
import dev.sluice.studio.core.invoke.result.JsonBranch;
import dev.sluice.studio.core.invoke.result.Result;
import dev.sluice.studio.core.invoke.result.ResultPage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a result is looked at as, without a display. */
class ResultTest {
  private static final byte[] PNG =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000002800000012c08060000");

  @Test
  void shouldShowJsonAsTreeAndText() {
    Result result = json("{\"a\":{\"b c\":[1.10,null,true]},\"t\":\"x\\ny\",\"e\":[]}");

    assertThat(titles(result)).containsExactly("Tree", "Text");
    JsonBranch root = ((ResultPage.Tree) result.pages().get(0)).root();
    assertThat(labels(root)).containsExactly("a: { 1 field }", "t: \"x\\ny\"", "e: []");
    JsonBranch list = root.children().get(0).children().get(0);
    assertThat(list.label()).isEqualTo("b c: [ 3 items ]");
    assertThat(labels(list)).containsExactly("0: 1.10", "1: null", "2: true");
    assertThat(list.children().get(0).path()).isEqualTo("$.a[\"b c\"][0]");
    assertThat(root.children().get(1).copied()).isEqualTo("x\ny");
    assertThat(list.copied()).isEqualTo("[\n  1.10,\n  null,\n  true\n]");
    assertThat(text(result, 1)).startsWith("{\n  \"a\": {\n    \"b c\": [");
    assertThat(result.facts()).isEqualTo("48 bytes · application/json");
  }

  @Test
  void shouldShowWhatHasNothingBelowAsText() {
    for (String scalar : List.of("1", "\"a\"", "null", "{}", "[]")) {
      assertThat(titles(json(scalar))).as(scalar).containsExactly("Text");
    }
    assertThat(text(json("no json"), 0)).isEqualTo("no json");
  }

  @Test
  void shouldNeverShowMoreLinesThanOneCanRead() {
    int count = 1_234_567;
    String array =
        IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    JsonBranch root = ((ResultPage.Tree) json("[" + array + "]").pages().get(0)).root();

    assertThat(labels(root)).hasSize(2).containsExactly("[0 … 999999]", "[1000000 … 1234566]");
    JsonBranch at = root;
    int depth = 0;
    while (at.branches()) {
      List<JsonBranch> children = at.children();
      assertThat(children).hasSizeBetween(1, JsonBranch.MOST);
      at = children.get(children.size() - 1);
      depth++;
    }
    assertThat(at.label()).isEqualTo("1234566: 1234566");
    assertThat(at.path()).isEqualTo("$[1234566]");
    assertThat(depth).isEqualTo(4);
  }

  @Test
  void shouldDivideObjectsWithManyFieldsToo() {
    String fields =
        IntStream.range(0, 250)
            .mapToObj(i -> "\"f" + i + "\":" + i)
            .collect(Collectors.joining(","));
    JsonBranch root = ((ResultPage.Tree) json("{" + fields + "}").pages().get(0)).root();

    assertThat(labels(root)).containsExactly("[0 … 99]", "[100 … 199]", "[200 … 249]");
    JsonBranch last = root.children().get(2);
    assertThat(labels(last)).hasSize(50).contains("f200: 200", "f249: 249");
    assertThat(last.copied())
        .startsWith("{\n  \"f200\": 200,")
        .contains("f249")
        .doesNotContain("f199");
  }

  @Test
  void shouldCutTextThatAWidgetWouldChokeOn() {
    String line = text(json("\"" + "x".repeat(5_000_000) + "\""), 0);
    assertThat(line.length()).isLessThan(3_000);
    assertThat(line).endsWith("xxx …\n… and more: Save As… has it.");
    String plain = text(of("text/plain", "x".repeat(5_000_000)), 0);
    assertThat(plain).endsWith("xxx … 4,998,000 more characters");

    String lines = text(of("text/plain", "abc\n".repeat(1_000_000)), 0);
    assertThat(lines.length()).isLessThan(300_000);
    assertThat(lines).contains("more characters: Save As… has them.");
    String items = text(json("[" + "1,".repeat(2_000_000) + "1]"), 1);
    assertThat(items.length()).isLessThan(300_000);
    assertThat(items).endsWith("… and more: Save As… has it.");
    assertThat(text(of("text/plain", "short\n"), 0)).isEqualTo("short\n");
  }

  @Test
  void shouldDrawImagesWhateverTheirNameAndRefuseHugeOnes() {
    Result named = Result.of(new Body("image/png", PNG));
    assertThat(titles(named)).containsExactly("Image");
    assertThat(named.facts()).isEqualTo("28 bytes · image/png · 640 × 300");
    assertThat(titles(Result.of(new Body("application/octet-stream", PNG))))
        .containsExactly("Image");

    byte[] huge = PNG.clone();
    huge[16] = 0x7f;
    ResultPage.Data data = (ResultPage.Data) Result.of(new Body("image/png", huge)).pages().get(0);
    assertThat(data.sentence()).contains("too many to be drawn");
    byte[] negative = PNG.clone();
    negative[16] = (byte) 0xff;
    assertThat(titles(Result.of(new Body("image/png", negative)))).containsExactly("Data");
  }

  @Test
  void shouldReadTheSizeOfEachKindOfImage() {
    assertThat(ImageHeader.of(hex("474946383961400120030000")))
        .contains(new ImageHeader("image/gif", 320, 800));
    assertThat(
            ImageHeader.of(hex("ffd8ffe000104a46494600010100000100010000ffc0001108006400c80301")))
        .contains(new ImageHeader("image/jpeg", 200, 100));
    for (int length = 0; length < 24; length++) {
      byte[] cut = java.util.Arrays.copyOf(PNG, length);
      assertThat(ImageHeader.of(cut)).isEmpty();
    }
    assertThat(ImageHeader.of(hex("ffd8ffe0ffff"))).isEmpty();
    assertThat(ImageHeader.of(hex("ffd8ffffffffffff"))).isEmpty();
  }

  @Test
  void shouldShowTheBodyOfAnAnswerOfHttp() {
    String base64 = Base64.getEncoder().encodeToString(PNG);
    Result image =
        json(
            "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"image/png\"},\"body\":\""
                + base64
                + "\",\"isBase64Encoded\":true}");
    assertThat(titles(image)).containsExactly("Image", "Raw");
    assertThat(image.facts()).isEqualTo("HTTP 201 · 28 bytes · image/png · 640 × 300");
    assertThat(image.pages().get(0).body().bytes()).isEqualTo(PNG);
    assertThat(image.pages().get(1).body().text()).contains("\"statusCode\":201");

    Result inner = json("{\"statusCode\":200,\"body\":{\"a\":[1]}}");
    assertThat(titles(inner)).containsExactly("Tree", "Text", "Raw");
    Result html =
        json("{\"statusCode\":404,\"headers\":{\"content-type\":\"text/html\"},\"body\":\"<p>\"}");
    assertThat(titles(html)).containsExactly("Text", "Raw");
    assertThat(text(html, 0)).isEqualTo("<p>");
  }

  @Test
  void shouldTakeOnlyAnAnswerOfHttpForOne() {
    for (String other :
        List.of(
            "{\"statusCode\":99,\"body\":\"a\"}",
            "{\"statusCode\":\"200\",\"body\":\"a\"}",
            "{\"statusCode\":200}",
            "{\"statusCode\":204,\"body\":\"\"}",
            "{\"statusCode\":200,\"body\":\"!\",\"isBase64Encoded\":true}",
            "{\"body\":\"a\"}")) {
      assertThat(titles(json(other))).as(other).containsExactly("Tree", "Text");
    }
  }

  @Test
  void shouldSayWhatBinaryDataIs() {
    Result zip = Result.of(new Body("application/zip", new byte[2048]));
    assertThat(((ResultPage.Data) zip.pages().get(0)).sentence())
        .isEqualTo("2.0 KiB of application/zip.");
    assertThat(zip.pages().get(0).body().ending()).isEqualTo(".zip");
    assertThat(titles(of("image/svg+xml", "<svg/>"))).containsExactly("Text");
    assertThat(titles(of("application/json", ""))).containsExactly("Text");
    Result latin = Result.of(new Body("text/plain; charset=iso-8859-1", new byte[] {(byte) 0xe4}));
    assertThat(text(latin, 0)).isEqualTo("ä");
  }

  private static Result json(String text) {
    return of("application/json", text);
  }

  private static Result of(String type, String text) {
    return Result.of(new Body(type, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes);
  }

  private static List<String> titles(Result result) {
    return result.pages().stream().map(ResultPage::title).toList();
  }

  private static List<String> labels(JsonBranch branch) {
    return branch.children().stream().map(JsonBranch::label).toList();
  }

  private static String text(Result result, int page) {
    return ((ResultPage.Text) result.pages().get(page)).shown();
  }
}
