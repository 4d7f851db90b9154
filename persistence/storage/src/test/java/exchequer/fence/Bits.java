package exchequer.fence;

import java.util.Arrays;

/** Small numbers side by side in longs, so that millions of states fit into memory. */
final class Bits {
  final long[] words;
  private int at;

  Bits(int words) {
    this.words = new long[words];
  }

  void rewind() {
    at = 0;
  }

  void clear() {
    Arrays.fill(words, 0);
    at = 0;
  }

  void put(int value, int width) {
    if (value < 0 || value >= 1 << width) {
      throw new IllegalArgumentException(value + " does not fit into " + width + " bits");
    }
    int offset = at & 63;
    words[at >> 6] |= (long) value << offset;
    if (offset + width > 64) {
      words[(at >> 6) + 1] |= (long) value >>> (64 - offset);
    }
    at += width;
  }

  int get(int width) {
    int offset = at & 63;
    long value = words[at >> 6] >>> offset;
    if (offset + width > 64) {
      value |= words[(at >> 6) + 1] << (64 - offset);
    }
    at += width;
    return (int) (value & ((1L << width) - 1));
  }
}
