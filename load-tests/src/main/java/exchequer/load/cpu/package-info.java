/**
 * What the processor time of a ledger goes to: its threads' times, split by samples of their
 * stacks.
 */
package exchequer.load.cpu;
