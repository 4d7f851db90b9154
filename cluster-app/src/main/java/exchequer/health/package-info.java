/** Whether this node is alive, has started, and may be sent calls; asked over HTTP. */
package exchequer.health;
