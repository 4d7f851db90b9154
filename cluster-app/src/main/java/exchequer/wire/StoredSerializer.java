package exchequer.wire;

import akka.serialization.SerializerWithStringManifest;
import exchequer.encoding.Stored;

/**
 * The journal's events. They are in their durable form already: their bytes and manifest go as they
 * are.
 */
public final class StoredSerializer extends SerializerWithStringManifest {
  /** Stands in every row of the journal: never to be changed. */
  static final int IDENTIFIER = 7_001;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object stored) {
    return ((Stored) stored).manifest();
  }

  @Override
  public byte[] toBinary(Object stored) {
    return ((Stored) stored).bytes();
  }

  /** Never fails: whether the bytes are readable, {@link exchequer.encoding.StoredForm} says. */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return new Stored(manifest, bytes);
  }
}
