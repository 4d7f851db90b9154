package exchequer.it;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Listens to what books log of their recoveries. */
final class Recoveries extends AppenderBase<ILoggingEvent> {
  private final List<Recovery> all = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("exchequer.process.BookProcess");
  private final Level usual = logger.getLevel();

  record Recovery(int book, long millis, long replayedEvents) {}

  static Recoveries listen() {
    Recoveries recoveries = new Recoveries();
    recoveries.start();
    recoveries.logger.addAppender(recoveries);
    recoveries.logger.setLevel(Level.DEBUG);
    recoveries.logger.setAdditive(false);
    return recoveries;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Object[] is = event.getArgumentArray();
    if (event.getMessage().startsWith("book {} recovered in {} ms: marker {}, {} events after")) {
      all.add(new Recovery((Integer) is[0], (Long) is[1], (Long) is[3]));
    }
  }

  /** Those since the last call. */
  List<Recovery> take() {
    List<Recovery> taken = List.copyOf(all);
    all.clear();
    return taken;
  }

  @Override
  public void stop() {
    super.stop();
    logger.detachAppender(this);
    logger.setLevel(usual);
    logger.setAdditive(true);
  }
}
