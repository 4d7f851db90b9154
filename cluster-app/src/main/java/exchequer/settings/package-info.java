/** Typed settings, checked at start: a wrong one names its path, its value and what is allowed. */
package exchequer.settings;
