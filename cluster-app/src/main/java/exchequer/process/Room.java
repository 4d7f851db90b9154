package exchequer.process;

/** What may wait at the same time, bounded in count and in bytes. */
final class Room {
  private final int maxCount;
  private final long maxBytes;
  private int count;
  private long bytes;

  Room(int maxCount, long maxBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  /** False when there is no room. One alone finds room whatever its size. */
  boolean take(long size) {
    boolean fits = count < maxCount && (count == 0 || bytes + size <= maxBytes);
    if (fits) {
      count++;
      bytes += size;
    }
    return fits;
  }

  void giveBack(long size) {
    count--;
    bytes -= size;
  }
}
