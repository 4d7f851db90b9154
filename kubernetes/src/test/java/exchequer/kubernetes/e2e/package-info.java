/** The ledger on a real cluster: {@code mvn verify -Pkube}. */
package exchequer.kubernetes.e2e;
