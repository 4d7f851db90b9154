/**
 * How things are bytes: messages between nodes with Kryo, and the journal's events, which are bytes
 * already.
 *
 * <p>A message between nodes lives for seconds, but while nodes are replaced one by one, releases
 * that follow each other read each other's. So: {@linkplain exchequer.wire.Registrations an id and
 * the shape behind it are for ever}. When a record changes, its message gets a new id; the old
 * one's reader stays for a release. A release that adds an id reads it, and the next one writes it.
 */
package exchequer.wire;
