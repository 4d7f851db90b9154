/** What benchmarks of single operations share. */
package exchequer.micro;
