package dev.sluice.studio.ui.chart;

import dev.sluice.studio.core.stats.Picture;
import dev.sluice.studio.core.stats.Plot;
import dev.sluice.studio.ui.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Draws a chart into an image, with Java2D and without any window system of it: SWT only shows the
 * pixels. Stateless; any thread.
 */
final class ChartDrawing {
  private static final Color GRID = Ink.awt(Ink.GRID);
  private static final Color INK = Ink.awt(Ink.FAINT);
  private static final Color PAPER = Ink.awt(Ink.PAPER);
  private static final float WIDTH = 1.6f;
  private static final float[] DASHES = {5f, 4f};

  static {
    // AWT is asked for pixels and fonts only. Were it to open the display, it and GTK would meet.
    System.setProperty("java.awt.headless", "true");
  }

  private ChartDrawing() {}

  /** What was drawn: the pixels, and where in them the lines are. */
  record Drawn(ImageData pixels, Rectangle area, Window window) {}

  /** The charts' common time, in milliseconds of the epoch. */
  record Window(long from, long until) {
    static Window of(Picture picture) {
      long[] times = picture.times();
      return times.length == 0
          ? new Window(0, 1)
          : new Window(times[0], times[times.length - 1] + picture.stepMillis());
    }

    long length() {
      return until - from;
    }
  }

  /** Draws a plot of this size in pixels. */
  static Drawn draw(Picture picture, Plot plot, Window window, int width, int height) {
    XYPlot lines = plot(picture, plot, window);
    JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, lines, false);
    chart.setBackgroundPaint(PAPER);
    chart.setPadding(new RectangleInsets(0, 0, 0, 0));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height), info);
    graphics.dispose();
    Rectangle2D area = info.getPlotInfo().getDataArea();
    return new Drawn(
        pixels(image),
        new Rectangle(
            (int) area.getX(), (int) area.getY(), (int) area.getWidth(), (int) area.getHeight()),
        window);
  }

  private static XYPlot plot(Picture picture, Plot plot, Window window) {
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    double most = 0;
    for (int i = 0; i < plot.lines().size(); i++) {
      Plot.Line line = plot.lines().get(i);
      data.addSeries(i, new double[][] {middles(picture), line.values()});
      renderer.setSeriesPaint(i, Shades.awt(line.shade(), line.before()));
      renderer.setSeriesStroke(i, stroke(line));
      // A value between gaps is no line: only a dot shows it.
      renderer.setSeriesShapesVisible(i, lonely(line));
      renderer.setSeriesShape(i, new java.awt.geom.Ellipse2D.Double(-2, -2, 4, 4));
      for (double value : line.values()) {
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    XYPlot made = new XYPlot(data, times(window), values(most), renderer);
    made.setBackgroundPaint(PAPER);
    made.setOutlineVisible(false);
    made.setDomainGridlinePaint(GRID);
    made.setRangeGridlinePaint(GRID);
    made.setDomainGridlineStroke(new BasicStroke(1f));
    made.setRangeGridlineStroke(new BasicStroke(1f));
    made.setAxisOffset(RectangleInsets.ZERO_INSETS);
    made.setInsets(new RectangleInsets(6, 4, 2, 12));
    return made;
  }

  private static double[] middles(Picture picture) {
    double[] middles = new double[picture.times().length];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = picture.times()[i] + picture.stepMillis() / 2.0;
    }
    return middles;
  }

  private static boolean lonely(Plot.Line line) {
    double[] values = line.values();
    for (int i = 0; i < values.length; i++) {
      boolean before = i > 0 && !Double.isNaN(values[i - 1]);
      boolean after = i + 1 < values.length && !Double.isNaN(values[i + 1]);
      if (!Double.isNaN(values[i]) && !before && !after) {
        return true;
      }
    }
    return false;
  }

  private static BasicStroke stroke(Plot.Line line) {
    return line.before()
        ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DASHES, 0f)
        : new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static DateAxis times(Window window) {
    DateAxis axis = new DateAxis();
    axis.setRange(window.from(), Math.max(window.until(), window.from() + 1));
    axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(GRID);
    axis.setTickMarkPaint(GRID);
    axis.setLowerMargin(0);
    axis.setUpperMargin(0);
    long length = window.length();
    String form = "d MMM";
    if (length <= Duration.ofMinutes(10).toMillis()) {
      form = "HH:mm:ss";
    } else if (length <= Duration.ofHours(36).toMillis()) {
      form = "HH:mm";
    }
    axis.setDateFormatOverride(new SimpleDateFormat(form, Locale.ENGLISH));
    return axis;
  }

  private static NumberAxis values(double most) {
    NumberAxis axis = new NumberAxis();
    axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    axis.setTickLabelPaint(INK);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setRange(0, most <= 0 ? 1 : most * 1.08);
    axis.setNumberFormatOverride(
        new DecimalFormat(
            most < 0.1 ? "0.#####" : most < 10 ? "0.##" : "#,##0",
            DecimalFormatSymbols.getInstance(Locale.ENGLISH)));
    // All charts of a page begin at the same place, whatever their numbers are.
    axis.setFixedDimension(44);
    return axis;
  }

  private static ImageData pixels(BufferedImage image) {
    int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    ImageData data =
        new ImageData(
            image.getWidth(), image.getHeight(), 24, new PaletteData(0xff0000, 0xff00, 0xff));
    for (int y = 0; y < image.getHeight(); y++) {
      data.setPixels(0, y, image.getWidth(), rgb, y * image.getWidth());
    }
    return data;
  }
}
