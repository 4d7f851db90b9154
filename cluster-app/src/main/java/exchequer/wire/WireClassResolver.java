package exchequer.wire;

import akka.actor.typed.ActorRef;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/** Classes by their ids only. */
final class WireClassResolver extends DefaultClassResolver {

  /** Akka has many classes of references, none of them public; on the wire all are the same. */
  @Override
  @SuppressWarnings("rawtypes") // As Kryo declares it.
  public Registration getRegistration(Class type) {
    return super.getRegistration(ActorRef.class.isAssignableFrom(type) ? ActorRef.class : type);
  }

  /** Kryo would load the class that the bytes name, if only to find that it is not registered. */
  @Override
  protected Registration readName(Input in) {
    throw new KryoException("a class is named where its id must be");
  }
}
