package exchequer.fence;

import java.util.Arrays;

/** All states that were met, packed, in the order in which they were met; each exactly once. */
final class StateTable {
  private static final int FREE = -1;

  private final int words;
  private long[] states;
  private int[] parents;
  private int[] slots;
  private int size;

  StateTable(int words) {
    this.words = words;
    this.states = new long[words << 12];
    this.parents = new int[1 << 12];
    this.slots = new int[1 << 14];
    Arrays.fill(slots, FREE);
  }

  int size() {
    return size;
  }

  int parent(int state) {
    return parents[state];
  }

  void read(int state, Bits into) {
    System.arraycopy(states, state * words, into.words, 0, words);
  }

  /** Says whether the state is new. */
  boolean add(Bits state, int parent) {
    int slot = slotOf(state.words, 0);
    if (slots[slot] != FREE) {
      return false;
    }
    if (size == parents.length) {
      parents = Arrays.copyOf(parents, size * 2);
      states = Arrays.copyOf(states, Math.multiplyExact(size * 2, words));
    }
    System.arraycopy(state.words, 0, states, size * words, words);
    parents[size] = parent;
    slots[slot] = size;
    size++;
    if (size * 2 > slots.length) {
      growSlots();
    }
    return true;
  }

  private void growSlots() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < size; i++) {
      slots[slotOf(states, i * words)] = i;
    }
  }

  /** Where the state is, or may be put. */
  private int slotOf(long[] source, int from) {
    long hash = 0;
    for (int i = 0; i < words; i++) {
      hash = (hash ^ source[from + i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != FREE && !same(source, from, slots[slot] * words)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private boolean same(long[] source, int from, int stored) {
    return Arrays.equals(source, from, from + words, states, stored, stored + words);
  }
}
