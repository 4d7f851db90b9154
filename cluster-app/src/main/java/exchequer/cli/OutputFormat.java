package exchequer.cli;

/** How results are written to stdout. */
enum OutputFormat {
  TABLE,
  JSON,
  CSV
}
