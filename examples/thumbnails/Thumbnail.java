import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Scales the picture of the binding 'picture' down into the binding 'thumbnail'. */
public class Thumbnail {
  /** A small file can say that it is a huge picture: what it would need is asked first. */
  private static final long MOST_PIXELS = 40_000_000;

  public static Map<String, Object> handler(Map<String, Object> event, Map<String, Object> context)
      throws IOException {
    @SuppressWarnings("unchecked")
    Map<String, Object> bindings = (Map<String, Object>) context.get("bindings");
    Map<?, ?> object = (Map<?, ?>) bindings.get("picture");
    BufferedImage picture = read(object.get("key"), object.get("body"));
    BufferedImage small = scale(picture, Integer.parseInt(System.getenv("SIDE")));
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(small, "jpg", jpeg);
    bindings.put(
        "thumbnail", Map.of("base64", Base64.getEncoder().encodeToString(jpeg.toByteArray())));
    return Map.of("key", object.get("key"), "width", small.getWidth(), "height", small.getHeight());
  }

  private static BufferedImage read(Object key, Object body) throws IOException {
    // What is text comes as text: no picture is.
    if (!(body instanceof Map<?, ?> binary)) {
      throw new IOException(key + " is no picture");
    }
    byte[] bytes = Base64.getDecoder().decode((String) binary.get("base64"));
    ImageIO.setUseCache(false);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(key + " is no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          throw new IOException(key + " has more than " + MOST_PIXELS + " pixels");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage scale(BufferedImage picture, int side) {
    double factor =
        Math.min(1, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
    Image averaged = picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    // JPEG has no transparency: white shows through.
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = small.createGraphics();
    canvas.drawImage(averaged, 0, 0, Color.WHITE, null);
    canvas.dispose();
    return small;
  }
}
