package exchequer.load.simulation;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;

import exchequer.load.gatling.Ledger;
import exchequer.load.ledger.LoadRun;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.ListEntriesRequest;
import io.gatling.javaapi.core.ChainBuilder;

/** Reads of three kinds, as many of each, and transfers between random pairs. */
public final class Mixed extends LedgerSimulation {
  private static final int PAGE_SIZE = 20;
  private static final double KINDS_OF_READS = 3;

  public Mixed() {
    super(readsAndTransfers(CurrentRun.get().settings().readsPercent()));
  }

  private static ChainBuilder readsAndTransfers(int readsPercent) {
    double each = readsPercent / KINDS_OF_READS;
    return randomSwitch()
        .on(
            percent(each)
                .then(exec(Ledger.read(LedgerServiceGrpc.getGetAccountMethod(), Mixed::account))),
            percent(each)
                .then(exec(Ledger.read(LedgerServiceGrpc.getListEntriesMethod(), Mixed::entries))),
            percent(each)
                .then(exec(Ledger.read(LedgerServiceGrpc.getGetTransferMethod(), Mixed::transfer))),
            percent(100 - KINDS_OF_READS * each).then(exec(Ledger.transfer())));
  }

  private static String anyAccount(LoadRun run) {
    return run.accounts().name(run.orders().random().nextInt(run.accounts().count()));
  }

  private static GetAccountRequest account(LoadRun run) {
    return GetAccountRequest.newBuilder().setName(anyAccount(run)).build();
  }

  private static ListEntriesRequest entries(LoadRun run) {
    return ListEntriesRequest.newBuilder()
        .setParent(anyAccount(run))
        .setPageSize(PAGE_SIZE)
        .build();
  }

  private static GetTransferRequest transfer(LoadRun run) {
    return GetTransferRequest.newBuilder().setName(run.recent().any(run.orders().random())).build();
  }
}
