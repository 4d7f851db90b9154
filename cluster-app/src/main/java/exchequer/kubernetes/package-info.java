/** What a node that is a pod asks of Kubernetes' API: other pods, a lease, a note on itself. */
package exchequer.kubernetes;
