package exchequer.book;

import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;
import akka.persistence.snapshot.japi.SnapshotStore;
import exchequer.ledger.Marker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Tells Akka Persistence where replay starts: after the newest complete checkpoint's marker. A
 * plug-in of our own because a marker's append lies behind the log's end when it is written, which
 * Akka's own snapshots cannot say. Markers are written with their checkpoint, so nothing is saved
 * here.
 */
public final class MarkerStore extends SnapshotStore {

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    int book = Books.numberOf(persistenceId);
    return FutureConverters.asScala(
        LedgerTables.of(context().system())
            .store()
            .readMarker(book)
            .thenApply(
                marker ->
                    marker.appendNr() == 0
                        ? Optional.empty()
                        : Optional.of(snapshot(persistenceId, marker))));
  }

  private static SelectedSnapshot snapshot(String persistenceId, Marker marker) {
    return SelectedSnapshot.create(
        new SnapshotMetadata(persistenceId, marker.appendNr(), 0), new BookLog.Replay(marker));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    return unused();
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return unused();
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return unused();
  }

  private static Future<Void> unused() {
    return FutureConverters.asScala(
        CompletableFuture.failedFuture(
            new IllegalStateException("markers are written by checkpoints only")));
  }
}
