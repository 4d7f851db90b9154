/** Programs that the scripts in {@code .ci} start from their source, each a single file. */
package exchequer.ci;
