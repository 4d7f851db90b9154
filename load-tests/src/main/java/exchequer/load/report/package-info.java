/** Measured lines as tables and plots. */
package exchequer.load.report;
