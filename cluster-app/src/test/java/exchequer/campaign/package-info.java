/**
 * A ledger of several processes under many faults at once, and whether it kept its promises
 * according to everything that its clients saw.
 */
package exchequer.campaign;
