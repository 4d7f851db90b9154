package exchequer.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

final class SvgFile {
  private static final String NO_NAMESPACE = " xmlns=\"\"";

  /** Half of such a file is digits behind the hundredth of a pixel. */
  private static final Pattern HUNDREDTHS = Pattern.compile("(\\.\\d\\d)\\d+");

  private SvgFile() {}

  static void write(Chart<?, ?> chart, Path file) throws IOException {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
    // The encoder makes its elements without a namespace. The JDK's own writer of XML keeps that to
    // itself; Saxon, which Gatling brings, says so, and then browsers draw none of them.
    String named = svg.toString(UTF_8).replace(NO_NAMESPACE, "");
    Files.writeString(file, HUNDREDTHS.matcher(named).replaceAll("$1"));
  }
}
