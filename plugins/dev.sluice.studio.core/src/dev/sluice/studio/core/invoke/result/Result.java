package dev.sluice.studio.core.invoke.result;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.studio.core.invoke.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation answered, by what it is: JSON is a tree and text, an image is drawn, an answer
 * of HTTP is its body. To make one takes a while for megabytes: not on the UI thread.
 *
 * @param pages ways to look at it, the best first; at least one
 * @param facts one line: what it is, and how much
 */
public record Result(List<ResultPage> pages, String facts) {
  private static final String TREE = "Tree";
  private static final String TEXT = "Text";
  private static final String IMAGE = "Image";
  private static final String DATA = "Data";
  private static final String RAW = "Raw";
  private static final String GAP = " · ";

  public Result {
    pages = List.copyOf(pages);
  }

  /** A sentence or a stack of ours, or of the function's. */
  public static Result ofError(String text) {
    return new Result(
        List.of(new ResultPage.Text(TEXT, Body.ofText(text), ShownText.of(text))), "");
  }

  /** What a function answered. */
  public static Result of(Body body) {
    JsonNode json = read(body);
    Optional<HttpAnswer> http = json == null ? Optional.empty() : HttpAnswer.of(json);
    if (http.isEmpty()) {
      return new Result(pages(body, json), facts(body));
    }
    Body inner = http.get().body();
    List<ResultPage> pages = new ArrayList<>(pages(inner, read(inner)));
    pages.add(new ResultPage.Text(RAW, body, pretty(json)));
    return new Result(pages, "HTTP " + http.get().status() + GAP + facts(inner));
  }

  private static @Nullable JsonNode read(Body body) {
    return body.json() ? JsonText.read(body.text()).orElse(null) : null;
  }

  private static List<ResultPage> pages(Body body, @Nullable JsonNode json) {
    if (json != null) {
      ResultPage text = new ResultPage.Text(TEXT, body, pretty(json));
      return json.isContainerNode() && !json.isEmpty()
          ? List.of(new ResultPage.Tree(TREE, body, JsonBranch.root(json)), text)
          : List.of(text);
    }
    if (body.readable() || body.bytes().length == 0) {
      return List.of(new ResultPage.Text(TEXT, body, ShownText.of(body.text())));
    }
    ImageHeader image = image(body);
    if (image != null && image.drawable()) {
      return List.of(new ResultPage.Picture(IMAGE, body, image));
    }
    return List.of(new ResultPage.Data(DATA, body, sentence(body, image)));
  }

  /**
   * Bytes of which nothing is said may be an image all the same: Python and JavaScript say none.
   */
  private static @Nullable ImageHeader image(Body body) {
    String type = body.mediaType();
    return type.startsWith("image/") || type.equals("application/octet-stream")
        ? ImageHeader.of(body.bytes()).orElse(null)
        : null;
  }

  private static String sentence(Body body, @Nullable ImageHeader image) {
    String what = body.size() + " of " + body.mediaType() + ".";
    if (image != null) {
      return what + " " + pixels(image) + " pixels are too many to be drawn here.";
    }
    return body.mediaType().startsWith("image/")
        ? what + " It is no PNG, JPEG or GIF that can be drawn here."
        : what;
  }

  private static String facts(Body body) {
    ImageHeader image = image(body);
    String type = image == null ? body.mediaType() : image.mediaType();
    return body.size() + GAP + type + (image == null ? "" : GAP + pixels(image));
  }

  private static String pixels(ImageHeader image) {
    return image.width() + " × " + image.height();
  }

  private static String pretty(JsonNode json) {
    String text = JsonText.pretty(json, ShownText.MOST);
    return ShownText.of(text, text.length() < ShownText.MOST ? text.length() : -1);
  }
}
