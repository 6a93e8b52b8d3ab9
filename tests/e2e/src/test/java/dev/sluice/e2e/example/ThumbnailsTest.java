package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.source.s3.BucketServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pictures in a real server of buckets get small ones, pixel for pixel. */
@ResourceLock(Lane.OWN_SERVER)
class ThumbnailsTest {
  private static final String BUCKET = "pictures";
  private static final String FUNCTION = "thumbnails-scale";

  /** How far a colour may be off: JPEG loses some of it. */
  private static final int LOSS = 12;

  @SuppressWarnings("NullAway.Init") // set before all
  private static BucketServer buckets;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @BeforeAll
  static void deploy() throws Exception {
    buckets = new BucketServer();
    buckets.create(BUCKET);
    example =
        Example.of("thumbnails")
            .with("http://127.0.0.1:9000", buckets.endpoint())
            .with("interval: 5s", "interval: 1s")
            .environment("S3_SECRET_KEY", BucketServer.SECRET_KEY)
            .apply();
  }

  @AfterAll
  static void stop() throws Exception {
    example.close();
    buckets.close();
  }

  /** A picture whose left half is red, and whose right half is blue, transparent at the bottom. */
  private static byte[] picture(int width, int height, String format) throws IOException {
    boolean transparent = format.equals("png");
    BufferedImage image =
        new BufferedImage(
            width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    int filled = transparent ? height / 2 : height;
    canvas.setColor(Color.RED);
    canvas.fillRect(0, 0, width / 2, filled);
    canvas.setColor(Color.BLUE);
    canvas.fillRect(width / 2, 0, width - width / 2, filled);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage thumbnail(String key) throws Exception {
    Await.until("the thumbnail " + key, () -> buckets.keys(BUCKET).contains(key));
    byte[] bytes = buckets.bytes(BUCKET, key);
    assertThat(bytes).startsWith(0xff, 0xd8);
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static void assertColour(BufferedImage image, int x, int y, Color expected) {
    Color is = new Color(image.getRGB(x, y));
    String where = "at " + x + ", " + y + ": " + is;
    assertThat(Math.abs(is.getRed() - expected.getRed())).as(where).isLessThan(LOSS);
    assertThat(Math.abs(is.getGreen() - expected.getGreen())).as(where).isLessThan(LOSS);
    assertThat(Math.abs(is.getBlue() - expected.getBlue())).as(where).isLessThan(LOSS);
  }

  private static String deadLetterOf(String key) throws Exception {
    return Await.value(
            "a dead letter about " + key,
            () ->
                example.deadLetters(FUNCTION).stream()
                    .filter(letter -> String.valueOf(letter.error()).contains(key))
                    .map(letter -> letter.error().message())
                    .toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  @Test
  void shouldScaleAPhotoThatIsPutIntoTheBucket() throws Exception {
    buckets.put(BUCKET, "photos/cat.jpg", picture(640, 400, "jpg"));

    BufferedImage small = thumbnail("thumbnails/photos/cat.jpg.jpg");

    assertThat(small.getWidth()).isEqualTo(160);
    assertThat(small.getHeight()).isEqualTo(100);
    assertColour(small, 40, 50, Color.RED);
    assertColour(small, 120, 50, Color.BLUE);
  }

  @Test
  void shouldPutWhiteBehindWhatIsTransparent() throws Exception {
    buckets.put(BUCKET, "photos/2026/high one.png", picture(300, 600, "png"));

    BufferedImage small = thumbnail("thumbnails/photos/2026/high one.png.jpg");

    assertThat(small.getWidth()).isEqualTo(80);
    assertThat(small.getHeight()).isEqualTo(160);
    assertColour(small, 20, 40, Color.RED);
    assertColour(small, 60, 120, Color.WHITE);
  }

  @Test
  void shouldLeaveASmallPictureAsLargeAsItIs() throws Exception {
    buckets.put(BUCKET, "photos/icon.png", picture(32, 16, "png"));

    BufferedImage small = thumbnail("thumbnails/photos/icon.png.jpg");

    assertThat(small.getWidth()).isEqualTo(32);
    assertThat(small.getHeight()).isEqualTo(16);
  }

  @Test
  void shouldGiveUpWhatIsNoPicture() throws Exception {
    buckets.put(BUCKET, "photos/notes.txt", "to do: feed the cat");
    buckets.put(BUCKET, "photos/noise.bin", new byte[] {(byte) 0xff, 0, (byte) 0xfe, 7});

    assertThat(deadLetterOf("photos/notes.txt")).contains("is no picture");
    assertThat(deadLetterOf("photos/noise.bin")).contains("is no picture");
    assertThat(buckets.keys(BUCKET))
        .doesNotContain("thumbnails/photos/notes.txt.jpg", "thumbnails/photos/noise.bin.jpg");
  }

  @Test
  void shouldRefuseAPictureThatOnlySaysThatItIsHuge() throws Exception {
    byte[] huge = picture(16, 16, "png");
    // Width and height of the header: 0x7fff each.
    for (int at : new int[] {16, 20}) {
      huge[at + 2] = 0x7f;
      huge[at + 3] = (byte) 0xff;
    }
    // The header's check sum, so that only its size is wrong.
    CRC32 sum = new CRC32();
    sum.update(huge, 12, 17);
    for (int i = 0; i < 4; i++) {
      huge[29 + i] = (byte) (sum.getValue() >>> (24 - 8 * i));
    }
    buckets.put(BUCKET, "photos/huge.png", huge);

    assertThat(deadLetterOf("photos/huge.png")).contains("pixels");
  }

  @Test
  void shouldGiveUpAPictureOfTooManyBytes() throws Exception {
    buckets.put(BUCKET, "photos/large.bmp", picture(2_000, 1_000, "bmp"));

    Await.until(
        "it is too large",
        () ->
            example.deadLetters(FUNCTION).stream()
                .anyMatch(letter -> String.valueOf(letter.error()).contains("binding-too-large")));
  }
}
