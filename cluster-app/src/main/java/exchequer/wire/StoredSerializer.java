package exchequer.wire;

import akka.serialization.SerializerWithStringManifest;
import exchequer.storage.Stored;

/** The journal's events are bytes already. */
public final class StoredSerializer extends SerializerWithStringManifest {
  @Override
  public int identifier() {
    return 7_001;
  }

  @Override
  public String manifest(Object stored) {
    return ((Stored) stored).manifest();
  }

  @Override
  public byte[] toBinary(Object stored) {
    return ((Stored) stored).bytes();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return new Stored(manifest, bytes);
  }
}
