package exchequer.load.peers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL in the temporary folder, with the same accounts as the ledger has, and its load
 * generator. Started by root, it runs as the user postgres.
 */
final class Postgres {
  private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");
  private static final String USER = "postgres";

  /** Of clients: more than may be asked for. */
  private static final int CONNECTIONS = 1_050;

  private final Workplace place;
  private final Path programs = PostgresPrograms.newest(PostgresPrograms.HOME);

  private Postgres(Workplace place) {
    this.place = place;
  }

  static Postgres start(Workplace place) throws IOException, InterruptedException {
    Postgres postgres = new Postgres(place);
    postgres.makeData();
    postgres.start();
    postgres.makeAccounts();
    return postgres;
  }

  private void makeData() throws IOException, InterruptedException {
    own(Files.createDirectory(data()));
    run("initdb", "-D", data().toString(), "-A", "trust", "-U", USER);
  }

  private void start() throws IOException, InterruptedException {
    String options =
        "-p %d -k %s -c listen_addresses=127.0.0.1 -c max_connections=%d"
                .formatted(place.ports().postgres(), data(), CONNECTIONS)
            + " -c shared_buffers=1GB -c max_wal_size=8GB -c fsync=on -c synchronous_commit=on";
    place.atEnd(this::stop);
    run(
        List.of(
            "pg_ctl",
            "-D",
            data().toString(),
            "-w",
            "-l",
            data().resolve("log").toString(),
            "-o",
            options,
            "start"));
  }

  private void makeAccounts() throws IOException, InterruptedException {
    sql("-q", "-f", script("schema").toString());
    sql(
        "-q",
        "-c",
        "insert into account (id) select generate_series(1, %d)"
            .formatted(place.settings().accounts()),
        "-c",
        "vacuum analyze");
  }

  /**
   * So many clients, each with one transfer at a time.
   *
   * @return its line of {@code name=value ...}
   */
  String closed(String work, int clients, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    String kept = "in_flight=" + clients;
    return round(work, clients, warmUpSeconds, seconds, List.of()).line(work, kept);
  }

  /** So many transfers a second, whether others have ended or not. */
  String atRate(String work, int clients, int rate, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    List<String> more = List.of("-R", Integer.toString(rate));
    return round(work, clients, warmUpSeconds, seconds, more).line(work, "rate=" + rate);
  }

  private PgbenchResult round(
      String work, int clients, int warmUpSeconds, int seconds, List<String> more)
      throws IOException, InterruptedException {
    if (warmUpSeconds > 0) {
      pgbench(work, clients, warmUpSeconds, more);
    }
    Path logs = place.folder().resolve("pgbench");
    Workplace.delete(logs);
    own(Files.createDirectory(logs));
    List<String> logged = new ArrayList<>(more);
    logged.addAll(List.of("-l", "--log-prefix=" + logs.resolve("transactions")));
    pgbench(work, clients, seconds, logged);
    List<String> transactions = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(logs)) {
      for (Path file : files) {
        transactions.addAll(Files.readAllLines(file));
      }
    }
    return PgbenchResult.of(Files.readAllLines(log()), transactions);
  }

  private void pgbench(String work, int clients, int seconds, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("pgbench"));
    command.addAll(address());
    command.addAll(List.of(USER, "-n", "-M", "prepared", "-f", script(work).toString()));
    command.addAll(List.of("-D", "accounts=" + place.settings().accounts()));
    command.addAll(List.of("-c", Integer.toString(clients), "-j", "2"));
    command.addAll(List.of("-T", Integer.toString(seconds)));
    command.addAll(more);
    run(command);
  }

  /**
   * @throws PeersException when money is not conserved
   */
  void check() throws IOException, InterruptedException {
    String wrong =
        """
        select (select sum(balance) from account) <> 0
          or (select sum(entries) from account) <> 2 * (select count(*) from transfer)
          or (select count(*) from entry) <> 2 * (select count(*) from transfer)
        """;
    if (!sql("-At", "-c", wrong).equals(List.of("f"))) {
      throw new PeersException(1, "PostgreSQL's accounts do not sum to zero");
    }
  }

  private List<String> sql(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("psql").toString());
    command.addAll(List.of("-v", "ON_ERROR_STOP=1", "-d", USER));
    command.addAll(address());
    command.addAll(List.of(arguments));
    return Programs.output(log(), command);
  }

  private List<String> address() {
    return List.of("-h", "127.0.0.1", "-p", Integer.toString(place.ports().postgres()), "-U", USER);
  }

  private void stop() {
    try {
      run("pg_ctl", "-D", data().toString(), "-m", "immediate", "stop");
    } catch (IOException | PeersException notThere) {
      // It ended before, or never started; its data goes with the folder.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    run(List.of(command));
  }

  /** One of PostgreSQL's programs, as its user. */
  private void run(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.set(0, programs.resolve(command.get(0)).toString());
    if (AS_ROOT) {
      all.addAll(0, List.of("runuser", "-u", USER, "--"));
    }
    Programs.run(log(), all);
  }

  private static void own(Path folder) throws IOException {
    if (AS_ROOT) {
      UserPrincipal user =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
      Files.setOwner(folder, user);
    }
  }

  /** Where its user can read it: not everybody may look into this repository. */
  private Path script(String name) throws IOException {
    Path copy = place.folder().resolve(name + ".sql");
    if (Files.notExists(copy)) {
      Path script = place.root().resolve("load-tests/peers/postgres/" + name + ".sql");
      Files.writeString(copy, Files.readString(script));
    }
    return copy;
  }

  private Path data() {
    return place.folder().resolve("postgres");
  }

  private Path log() {
    return place.out("pgbench.log");
  }
}
