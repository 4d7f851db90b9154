/** What benchmarks of single operations share, and what guards how much those allocate. */
package exchequer.micro;
