/** Over HTTP, as Kubernetes asks. */
package exchequer.health;
