package exchequer.ledger;

/**
 * The lines of an account's statement: how many they are, and where they are stored.
 *
 * @param count they are numbered from 1
 * @param firstBucket where the oldest is stored; 0 when there is none
 * @param lastBucket where the newest is stored; 0 when there is none
 */
public record Entries(long count, int firstBucket, int lastBucket) {
  public static final Entries NONE = new Entries(0, 0, 0);

  /** And one more, stored in the bucket. */
  Entries and(int bucket) {
    return new Entries(count + 1, count == 0 ? bucket : firstBucket, bucket);
  }
}
