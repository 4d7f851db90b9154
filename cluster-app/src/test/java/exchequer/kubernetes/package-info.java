/** Against an API server of the test's own. */
package exchequer.kubernetes;
