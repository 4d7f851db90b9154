/**
 * How the ledger becomes bytes: what is stored, and what one node sends another. One encoding for
 * both: a record has one message, whose fields are written down in stored.proto and message.proto.
 */
package exchequer.encoding;
