/** The simulations that Gatling runs. */
package exchequer.load.simulation;
