package exchequer.ledger;

import java.util.List;

/**
 * What is to be written behind the log. In this order, so that an account's row never says more
 * than its statement: entries and transfers, then accounts, then the marker.
 */
public record Checkpoint(
    List<Entry> entries, List<Outcome> transfers, List<Account> accounts, Marker marker) {}
