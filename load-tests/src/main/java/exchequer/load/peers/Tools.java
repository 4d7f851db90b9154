package exchequer.load.peers;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a comparison starts. */
enum Tools {
  LEDGER,
  LEDGER_AND_POSTGRES;

  /**
   * @throws PeersException when something is missing
   */
  void require(Path root) {
    if (!Files.isExecutable(program(root))) {
      throw new PeersException(2, "no ledger is built; run: mvn -DskipTests package");
    }
    if (this == LEDGER_AND_POSTGRES) {
      Path found = PostgresPrograms.newest(PostgresPrograms.HOME);
      if (!Files.isExecutable(found.resolve("pgbench"))) {
        throw PostgresPrograms.missing();
      }
    }
  }

  /** The program `exchequer`. */
  static Path program(Path root) {
    return root.resolve("cluster-app/target/exchequer/bin/exchequer");
  }
}
