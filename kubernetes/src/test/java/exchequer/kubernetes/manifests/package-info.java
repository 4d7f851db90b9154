/** What is checked of the manifests without a cluster. */
package exchequer.kubernetes.manifests;
