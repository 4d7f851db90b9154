package exchequer.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What became different between two contracts.
 *
 * @param breaks what clients of the older one would stumble over; each names the element
 * @param additions what only the newer one has
 */
record ContractChange(List<String> breaks, List<String> additions) {
  ContractChange {
    breaks = List.copyOf(breaks);
    additions = List.copyOf(additions);
  }

  static ContractChange between(FileDescriptorSet older, FileDescriptorSet newer) {
    SortedMap<String, String> before = ContractShape.of(older);
    SortedMap<String, String> after = ContractShape.of(newer);
    List<String> breaks = new ArrayList<>();
    before.forEach(
        (name, was) -> {
          String is = after.get(name);
          if (is == null) {
            breaks.add(name + " is gone; it was: " + was);
          } else if (!is.equals(was)) {
            breaks.add(name + " is now: " + is + "; it was: " + was);
          }
        });
    List<String> additions = new ArrayList<>(after.keySet());
    additions.removeAll(before.keySet());
    return new ContractChange(breaks, additions);
  }
}
