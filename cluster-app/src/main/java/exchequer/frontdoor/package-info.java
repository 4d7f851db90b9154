/** The gRPC front door: checks requests, asks the books, words the answers. */
package exchequer.frontdoor;
