/**
 * Messages between nodes, with Kryo: what surrounds a command or a reply. Their own bytes, and
 * those of the journal, are made by {@code exchequer.encoding}.
 *
 * <p>A message between nodes lives for seconds, but while nodes are replaced one by one, releases
 * that follow each other read each other's. So: {@linkplain exchequer.wire.Registrations an id and
 * the form behind it are for ever}. A release that adds an id reads it, and the next one writes it.
 */
package exchequer.wire;
