/**
 * A book's process: what it does with each thing that happens to it. Inputs in, effects out; no
 * clock, thread, actor, network or database of its own, so that tests can play whole worlds of
 * books with a time of their own.
 */
package exchequer.process;
