package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.tests.bot.BotTree;
import dev.sluice.studio.tests.bot.UiWatch;
import dev.sluice.studio.ui.UiThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of real functions, looked at by what they are. */
class ResultViewTest extends StudioTest {
  /** Writes a PNG of one colour. */
  private static final String PNG =
      """
      import struct, zlib

      def chunk(kind, data):
          return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

      def png(width, height, red, green, blue):
          head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
          rows = (b'\\0' + bytes((red, green, blue)) * width) * height
          return (b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head)
                  + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))

      """;

  @TempDir Path folder;

  @Test
  void shouldShowJsonAsATreeAndCopyItsValues() throws IOException {
    invoke(
        "tree",
        """
        def handler(event, context):
            orders = [{"id": i, "customer": {"name": "Ada", "city": "London"}} for i in range(3)]
            return {"orders": orders, "total": 102.75, "note": None, "open": True, "days": list(range(250))}
        """);
    BotTree tree = bot.treeWithId("invoke.tree");
    tree.waitForItem("total: 102.75");
    assertThat(tree.items())
        .containsExactly(
            "orders: [ 3 items ]",
            "total: 102.75",
            "note: null",
            "open: true",
            "days: [ 250 items ]");
    tree.select("orders: [ 3 items ]", "1: { 2 fields }", "customer: { 2 fields }");
    bot.captureScreenshot("result-tree");
    bot.pressCtrl('c');
    bot.waitUntil(
        "the value is on the clipboard",
        () -> pasted().equals("{\n  \"name\": \"Ada\",\n  \"city\": \"London\"\n}"));
    tree.clickContextMenu("Copy Path");
    bot.waitUntil("the path is on the clipboard", () -> pasted().equals("$.orders[1].customer"));

    tree.expand("days: [ 250 items ]").expand("days: [ 250 items ]", "[200 … 249]");
    assertThat(tree.children("days: [ 250 items ]", "[200 … 249]"))
        .hasSize(50)
        .endsWith("249: 249");

    bot.pressToolItem("Show Text");
    bot.withId(StyledText.class, "invoke.result").waitForText("\"total\": 102.75");
    bot.captureScreenshot("result-text");
    bot.pressToolItem("Copy");
    bot.waitUntil("all of it is on the clipboard", () -> pasted().contains("\"note\""));
    bot.withId(Button.class, "invoke.run").click();
    bot.withId(StyledText.class, "invoke.result").waitForText("\"total\": 102.75");
    bot.pressToolItem("Show Tree");
    bot.treeWithId("invoke.tree").waitForItem("total: 102.75");
  }

  /** As much as a function may answer: on the UI thread no step of it takes long. */
  @Test
  void shouldStayFluidWithTheLargestResult() throws IOException {
    choose(
        "large",
        """
        def handler(event, context):
            return [{"id": i, "name": "customer number %d" % i, "tags": ["a", "b"]} for i in range(85000)]
        """);
    try (UiWatch watch = bot.watch()) {
      bot.withId(Button.class, "invoke.run").click();
      BotTree tree = bot.treeWithId("invoke.tree");
      tree.waitForItem("[80000 … 84999]");
      bot.withId(Label.class, "invoke.facts").waitForText("MiB");
      tree.expand("[80000 … 84999]");
      tree.waitForItem("[80000 … 84999]", "[84900 … 84999]");
      tree.expand("[80000 … 84999]", "[84900 … 84999]");
      tree.select("[80000 … 84999]", "[84900 … 84999]", "84999: { 3 fields }");
      bot.captureScreenshot("result-large");
      bot.pressToolItem("Show Text");
      bot.withId(StyledText.class, "invoke.result").waitForText("customer number 0");
      bot.captureScreenshot("result-large-text");
      bot.pressToolItem("Show Tree");
      bot.treeWithId("invoke.tree").waitForItem("[80000 … 84999]");
      assertThat(watch.longestMillis()).as("of %d marks", watch.marks()).isLessThan(100);
    }
    assertThat(bot.withId(Label.class, "invoke.summary").text()).startsWith("Succeeded");
  }

  @Test
  void shouldDrawAnImageThatAFunctionReturnsAsBytes() throws IOException {
    invoke(
        "drawn", PNG + "def handler(event, context):\n    return png(2000, 1000, 255, 128, 0)\n");
    bot.withId(Label.class, "invoke.facts").waitForText("image/png · 2000 × 1000");
    Canvas canvas = bot.withId(Canvas.class, "invoke.image").widget();
    bot.waitUntil(
        "the middle is of the image's colour", () -> middle(canvas).equals(new RGB(255, 128, 0)));
    bot.captureScreenshot("result-image");
  }

  @Test
  void shouldDrawTheBodyOfAnAnswerOfHttp() throws IOException {
    invoke(
        "answered",
        PNG
            + """
            import base64

            def handler(event, context):
                return {"statusCode": 200, "headers": {"Content-Type": "image/png"},
                        "body": base64.b64encode(png(60, 40, 0, 90, 200)).decode(), "isBase64Encoded": True}
            """);
    bot.withId(Label.class, "invoke.facts")
        .waitForText("HTTP 200 ·")
        .waitForText("image/png · 60 × 40");
    Canvas canvas = bot.withId(Canvas.class, "invoke.image").widget();
    bot.waitUntil(
        "the middle is of the image's colour", () -> middle(canvas).equals(new RGB(0, 90, 200)));
    bot.captureScreenshot("result-http-image");
    bot.pressToolItem("Show Raw");
    bot.withId(StyledText.class, "invoke.result").waitForText("\"isBase64Encoded\": true");
    bot.captureScreenshot("result-http-raw");
    bot.pressToolItem("Show Image");
    bot.withId(Canvas.class, "invoke.image");
  }

  @Test
  void shouldOfferToSaveADamagedImage() throws IOException {
    invoke("torn", PNG + "def handler(event, context):\n    return png(50, 50, 1, 2, 3)[:40]\n");
    bot.withId(Link.class, "invoke.data").waitForText("40 bytes of an image that is damaged");
    assertThat(bot.withId(Label.class, "invoke.facts").text()).contains("50 × 50");
  }

  @Test
  void shouldSaveBinaryDataAsItIs() throws IOException {
    invoke("packed", "def handler(event, context):\n    return bytes(range(256)) * 20\n");
    Link link = bot.withId(Link.class, "invoke.data").waitForText("5.0 KiB of").widget();
    bot.captureScreenshot("result-data");
    Path file = folder.resolve("saved-by-the-test.bin");
    bot.pressToolItem("Save As…");
    bot.answerFileDialog(file.toString());
    bot.withId(Label.class, "invoke.facts").waitForText("Saved to");
    assertThat(file).exists();
    byte[] saved = Files.readAllBytes(file);
    assertThat(saved).hasSize(5120);
    assertThat(saved[5119]).isEqualTo((byte) 255);
    assertThat((Boolean) bot.ui().ask(link::isVisible)).isTrue();
  }

  private void invoke(String name, String code) throws IOException {
    choose(name, code);
    bot.withId(Button.class, "invoke.run").click();
    bot.withId(Label.class, "invoke.summary").waitForText("Succeeded");
  }

  private void choose(String name, String code) throws IOException {
    create(name, code);
    functions().select(name);
    bot.withId(Combo.class, "invoke.function").waitForText(name);
  }

  private static String pasted() {
    return UiThread.current().pasted();
  }

  private static RGB middle(Canvas canvas) {
    Point size = canvas.getSize();
    Point at = canvas.toDisplay(size.x / 2, size.y / 2);
    Image pixel = new Image(canvas.getDisplay(), 1, 1);
    GC gc = new GC(canvas.getDisplay());
    gc.copyArea(pixel, at.x, at.y);
    gc.dispose();
    ImageData data = pixel.getImageData();
    pixel.dispose();
    return data.palette.getRGB(data.getPixel(0, 0));
  }
}
