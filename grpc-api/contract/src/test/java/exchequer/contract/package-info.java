/**
 * Holds the published contract to its promises: nothing in it breaks, everything in it is
 * explained.
 */
package exchequer.contract;
