/** The command line: the one program {@code exchequer}, and its part that speaks to a server. */
package exchequer.cli;
