package exchequer.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatement;

/**
 * A row to write.
 *
 * @param partition what, with the book, names its partition within the table
 * @param sizeBytes about how much it adds to a batch
 */
record SizedWrite(int book, int partition, BoundStatement statement, int sizeBytes) {}
