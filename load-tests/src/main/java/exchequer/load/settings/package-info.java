/** What a run is told: read from properties, checked at its start. */
package exchequer.load.settings;
