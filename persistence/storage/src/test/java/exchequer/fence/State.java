package exchequer.fence;

/** Everything there is at one moment: the two tables, and the owners with the rows they sent. */
final class State {
  int ownerEpoch;

  /** 0 for none. */
  int ownerNode;

  /** By node: below this epoch its owners are fenced. */
  final int[] fenced;

  final Owner[] owners;

  private State(int nodes, int owners) {
    this.fenced = new int[nodes + 1];
    this.owners = new Owner[owners];
  }

  static State first(Bounds bounds) {
    int nodes = 0;
    for (int node : bounds.nodes()) {
      nodes = Math.max(nodes, node);
    }
    State state = new State(nodes, bounds.nodes().size());
    for (int i = 0; i < state.owners.length; i++) {
      state.owners[i] = new Owner(bounds.maxAppendNr());
    }
    return state;
  }

  State copy() {
    State copy = new State(fenced.length - 1, owners.length);
    copy.ownerEpoch = ownerEpoch;
    copy.ownerNode = ownerNode;
    System.arraycopy(fenced, 0, copy.fenced, 0, fenced.length);
    for (int i = 0; i < owners.length; i++) {
      copy.owners[i] = owners[i].copy();
    }
    return copy;
  }

  /** The owner table changes; other conditional writes expected what it said before. */
  void nextEpoch(int node) {
    ownerEpoch++;
    ownerNode = node;
    for (Owner owner : owners) {
      owner.lateClaim = false;
    }
  }

  int words() {
    int owner = 4 + 3 + 3 + 1 + 4 * 3 + 1 + 6 + 3 * owners[0].content.length + Log.MOST_ROWS;
    return (6 + 3 * fenced.length + owner * owners.length) / 64 + 1;
  }

  void pack(Bits bits) {
    bits.clear();
    bits.put(ownerEpoch, 3);
    bits.put(ownerNode, 3);
    for (int epoch : fenced) {
      bits.put(epoch, 3);
    }
    for (Owner owner : owners) {
      owner.pack(bits);
    }
  }

  void unpack(Bits bits) {
    bits.rewind();
    ownerEpoch = bits.get(3);
    ownerNode = bits.get(3);
    for (int node = 0; node < fenced.length; node++) {
      fenced[node] = bits.get(3);
    }
    for (Owner owner : owners) {
      owner.unpack(bits);
    }
  }
}
