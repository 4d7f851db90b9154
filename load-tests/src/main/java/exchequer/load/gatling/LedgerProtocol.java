package exchequer.load.gatling;

import exchequer.load.ledger.LoadRun;
import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ProtocolBuilder;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * What Gatling's actions need to know of a run: its client, whose channels all virtual users share,
 * and who keeps count.
 */
public record LedgerProtocol(LoadRun run) implements Protocol, ProtocolBuilder {
  static final ProtocolKey<LedgerProtocol, Components> KEY = new Key();

  @Override
  public Protocol protocol() {
    return this;
  }

  /** The protocol where it is used; ends a virtual user's stream with the user. */
  record Components(LedgerProtocol protocol) implements ProtocolComponents {
    @Override
    public Function1<Session, Session> onStart() {
      return session -> session;
    }

    @Override
    public Function1<Session, BoxedUnit> onExit() {
      return session -> {
        UserStream.of(session).ifPresent(UserStream::close);
        return BoxedUnit.UNIT;
      };
    }
  }

  private static final class Key implements ProtocolKey<LedgerProtocol, Components> {
    @Override
    @SuppressWarnings("unchecked") // Gatling asks for the class of any protocol, and means ours.
    public Class<Protocol> protocolClass() {
      return (Class<Protocol>) (Class<?>) LedgerProtocol.class;
    }

    @Override
    public LedgerProtocol defaultProtocolValue(GatlingConfiguration configuration) {
      throw new IllegalStateException("the simulation's setUp names no LedgerProtocol");
    }

    @Override
    public Function1<LedgerProtocol, Components> newComponents(CoreComponents core) {
      return Components::new;
    }
  }
}
