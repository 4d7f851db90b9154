/** Books as cluster-sharded, event-sourced entities with group commit. */
package exchequer.book;
