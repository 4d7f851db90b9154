package exchequer.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BooksReportTest {
  @Test
  void the_table_gives_medians_for_each_number_of_books_and_in_flight() {
    // Given
    List<String> lines =
        List.of(
            "books=16 work=hot in_flight=64 transfers_per_s=3026 p99_ms=50.4 transfers_per_append=1.4",
            "books=16 work=hot in_flight=512 transfers_per_s=9086 p99_ms=169.2 transfers_per_append=10.4",
            "books=16 work=hot in_flight=64 transfers_per_s=2000 p99_ms=70.6 transfers_per_append=1.2",
            "books=16 work=hot in_flight=64 transfers_per_s=4000 p99_ms=60.6 transfers_per_append=1.3",
            "books=64 work=hot in_flight=64 transfers_per_s=1470 p99_ms=84.2 transfers_per_append=0.8");

    // When / Then
    assertThat(BooksReport.table(lines).lines().skip(2))
        .containsExactly(
            "| 16 | 64 | 3,026 (2,000–4,000) | 1.3 | 61 |",
            "| 16 | 512 | 9,086 (9,086–9,086) | 10.4 | 169 |",
            "| 64 | 64 | 1,470 (1,470–1,470) | 0.8 | 84 |");
  }
}
