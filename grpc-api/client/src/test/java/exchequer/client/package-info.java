/** Tests of the client against a server of gRPC that does what each test says. */
package exchequer.client;
