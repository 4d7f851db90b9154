package exchequer.load.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Throughput, heaps and disk of a soak, beneath each other on one time axis. */
final class SoakPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;
  private static final double THOUSAND = 1e3;
  private static final double GIGABYTE = 1e9;

  private final Soak soak;

  private SoakPlot(Soak soak) {
    this.soak = soak;
  }

  static void write(Soak soak, Path file) throws IOException {
    SoakPlot plot = new SoakPlot(soak);
    SvgFile.write(new Stack(List.of(plot.throughput(), plot.heap(), plot.disk())), file);
  }

  private XYChart throughput() {
    XYChart chart = chart("Transfers per second", "thousands/s");
    line(chart, "transfers acknowledged", Results.RATE, THOUSAND);
    return chart;
  }

  private XYChart heap() {
    XYChart chart = chart("Heap after the last collection, and after a full one", "GB");
    Color[] colors = chart.getStyler().getSeriesColors();
    chart.getStyler().setSeriesColors(new Color[] {colors[0], colors[1], colors[0], colors[1]});
    line(chart, "ledger", "ledger_heap_bytes", GIGABYTE);
    line(chart, "Cassandra", "cassandra_heap_bytes", GIGABYTE);
    points(chart, "ledger, live", "ledger_live_bytes", GIGABYTE);
    points(chart, "Cassandra, live", "cassandra_live_bytes", GIGABYTE);
    return chart;
  }

  private XYChart disk() {
    XYChart chart = chart("Cassandra's files", "GB");
    chart.setXAxisTitle("minutes");
    line(chart, "data", "data_bytes", GIGABYTE);
    line(chart, "commit log", "commit_log_bytes", GIGABYTE);
    return chart;
  }

  private XYChart chart(String title, String unit) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(unit).build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);
    // From 0, or all that moves looks steep. Numbers of one width, or the time axes don't line up.
    chart
        .getStyler()
        .setYAxisMin(0.0)
        .setXAxisMin(0.0)
        .setXAxisMax(soak.last().number("minute"))
        .setYAxisDecimalPattern("0.00");
    return chart;
  }

  private void line(XYChart chart, String name, String what, double unit) {
    double[][] series = soak.series(what, unit);
    if (series[0].length > 0) {
      chart.addSeries(name, series[0], series[1]).setMarker(SeriesMarkers.NONE);
    }
  }

  private void points(XYChart chart, String name, String what, double unit) {
    double[][] series = soak.series(what, unit);
    if (series[0].length > 0) {
      XYSeries points = chart.addSeries(name, series[0], series[1]);
      points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
  }

  /** XChart itself puts several beneath each other in bitmaps only. */
  private static final class Stack extends XYChart {
    private final List<XYChart> charts;

    Stack(List<XYChart> charts) {
      super(WIDTH, HEIGHT * charts.size());
      this.charts = charts;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      for (XYChart chart : charts) {
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.translate(0, HEIGHT);
      }
    }
  }
}
