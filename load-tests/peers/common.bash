# What the scripts beside this file share: their settings, an Exchequer and a PostgreSQL in a temporary
# folder, and load on each. To be sourced by a script that has set `root`, the repository, and given its
# settings their defaults.
shopt -s inherit_errexit
here=$root/load-tests/peers

# Sets those of the arguments that the script has.
read_settings() { # "NAME..." of all, "NAME..." of those that are numbers, ARGUMENT...
  local known=" $1 " numbers=$2 setting number
  shift 2
  for setting in "$@"; do
    [[ $known == *" ${setting%%=*} "* ]] ||
      { echo "error: $setting: there is no such setting; see the first lines of $0" >&2; exit 2; }
    [[ $setting == *=?* ]] || { echo "error: $setting: a value is missing" >&2; exit 2; }
    declare -g "${setting%%=*}=${setting#*=}"
  done
  for number in $numbers; do
    [[ ${!number} =~ ^[0-9]+$ ]] || { echo "error: $number=${!number}: allowed is a whole number" >&2; exit 2; }
  done
  [[ $commit_log =~ ^(batch|periodic)$ ]] || { echo "error: commit_log=$commit_log: allowed is batch, periodic" >&2; exit 2; }
}

require_ledger() {
  program=$root/cluster-app/target/exchequer/bin/exchequer
  [[ -x $program && -e $root/load-tests/target/classpath ]] ||
    { echo "error: nothing is built; run: mvn -DskipTests package" >&2; exit 2; }
  class_path=$root/load-tests/target/classes:$(cat "$root/load-tests/target/classpath")
}

require_postgres() {
  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [[ -n $postgres && -x $postgres/pgbench ]] ||
    { echo "error: there is no PostgreSQL in /usr/lib/postgresql; run: apt-get install postgresql-15" >&2; exit 2; }
}

# From here on, all that is started ends with the script.
prepare() {
  work_dir=$(mktemp -d "${TMPDIR:-/tmp}/peers-XXXXXX")
  mkdir -p "$out"
  results=$out/results.txt
  : > "$results"
  ledger_pid=
  postgres_running=
  nodes=${nodes:-1}
  trap finish EXIT
  trap 'exit 130' INT TERM
  local ports
  mapfile -t ports < <(free_ports)
  grpc_port=${ports[0]} management_port=${ports[1]} node_port=${ports[2]} cassandra_port=${ports[3]} postgres_port=${ports[4]}
  targets=127.0.0.1:$grpc_port # each node has an address of its own
  local node
  for node in $(seq 2 "$nodes"); do targets+=,127.0.0.$node:$grpc_port; done
}

as_postgres() { if [[ $(id -u) == 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

finish() {
  status=$?
  trap - EXIT
  [[ -z $postgres_running ]] || as_postgres "$postgres/pg_ctl" -D "$work_dir/postgres" -m immediate stop > /dev/null || true
  [[ -z $ledger_pid ]] || stop_ledger
  rm -rf "$work_dir"
  exit "$status"
}

# Five ports of 127.0.0.1 that nothing listens on.
free_ports() {
  local port found=0
  while ((found < 5)); do
    port=$((20000 + RANDOM % 10000))
    if ! (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
      echo "$port"
      found=$((found + 1))
    fi
  done
}

start_postgres() { # the same accounts as Exchequer has, and the scripts of `works`
  mkdir "$work_dir/postgres"
  if [[ $(id -u) == 0 ]]; then chmod 755 "$work_dir" && chown postgres "$work_dir/postgres"; fi
  as_postgres "$postgres/initdb" -D "$work_dir/postgres" -A trust -U postgres > "$work_dir/initdb.log"
  local options="-p $postgres_port -k $work_dir/postgres -c listen_addresses=127.0.0.1 -c max_connections=1050"
  options+=" -c shared_buffers=1GB -c max_wal_size=8GB -c fsync=on -c synchronous_commit=on"
  as_postgres "$postgres/pg_ctl" -D "$work_dir/postgres" -w -l "$work_dir/postgres/log" -o "$options" start > /dev/null
  postgres_running=yes
  sql -q -f "$here/postgres/schema.sql"
  sql -q -c "insert into account (id) select generate_series(1, $accounts)" -c "vacuum analyze"
  local work
  for work in ${works//,/ }; do
    cp "$here/postgres/$work.sql" "$work_dir/" || { echo "error: works=$works: allowed is uniform, hot, hot-source" >&2; exit 2; }
  done
  chmod 644 "$work_dir"/*.sql
}

sql() { "$postgres/psql" -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$postgres_port" -U postgres "$@"; }

start_ledger() { # more options
  "$program" dev --nodes "$nodes" --set "exchequer.dev.data=$work_dir/ledger" --set "exchequer.dev.cassandra.port=$cassandra_port" \
    --set "exchequer.dev.cassandra.commit-log=$commit_log" --set "exchequer.grpc.port=$grpc_port" \
    --set "exchequer.management.port=$management_port" --set "exchequer.node.port=$node_port" "$@" \
    > "$out/ledger.log" 2>&1 < /dev/null &
  ledger_pid=$!
  local target
  for target in ${targets//,/ }; do await_answer "$target"; done
}

await_answer() { # address
  for _ in $(seq 120); do
    kill -0 "$ledger_pid" 2> /dev/null || { tail "$out/ledger.log" >&2; exit 1; }
    [[ $("$program" account get nobody --address "$1" 2>&1 || true) != *ACCOUNT_NOT_FOUND* ]] || return 0
    sleep 1
  done
  echo "error: the ledger does not answer at $1; see $out/ledger.log" >&2
  exit 1
}

stop_ledger() { # its data, too
  kill "$ledger_pid" 2> /dev/null || true
  wait "$ledger_pid" 2> /dev/null || true
  ledger_pid=
  rm -rf "$work_dir/ledger"
}

# A program of ours under load, compiled once and quickly: it runs for too short a time to make up for more.
# The same accounts each time, as PostgreSQL has.
load() { # class, its log, its own arguments and name=value...
  local class=$1 log=$2
  shift 2
  java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$class_path" "exchequer.load.bench.$class" "$@" "load.accounts=$accounts" \
    "load.group=$group" "load.target=$targets" load.run=peers 2> "$log" || { cat "$log" >&2; exit 1; }
}

bench() { # work, calls, in flight, warm-up, seconds, more name=value...
  load Bench "$out/bench.log" "simulation=$1" "load.calls=$2" "load.in-flight=$3" "load.warm-up-seconds=$4" "load.seconds=$5" "${@:6}"
}

pgbench() { # work, clients, seconds, more
  local work=$1 clients=$2 time=$3
  shift 3
  as_postgres "$postgres/pgbench" -h 127.0.0.1 -p "$postgres_port" -U postgres postgres -n -M prepared \
    -f "$work_dir/$work.sql" -D "accounts=$accounts" -c "$clients" -j 2 -T "$time" "$@"
}

# With -R N among the more, so many a second: pgbench's latencies then count from when each was due.
postgres_round() { # work, clients, what is kept (name=value), warm-up, seconds, more
  local work=$1 clients=$2 kept=$3 before=$4 time=$5 log=$work_dir/log
  shift 5
  rm -rf "$log" && mkdir "$log"
  if [[ $(id -u) == 0 ]]; then chown postgres "$log"; fi
  ((before == 0)) || pgbench "$work" "$clients" "$before" "$@" > "$out/pgbench.log" 2>&1 || { cat "$out/pgbench.log" >&2; exit 1; }
  pgbench "$work" "$clients" "$time" "$@" -l --log-prefix="$log/transactions" > "$out/pgbench.log" 2>&1 ||
    { cat "$out/pgbench.log" >&2; exit 1; }
  cat "$log"/transactions* | cut -d ' ' -f 3 | sort -n | awk -v work="$work" -v kept="$kept" \
    -v rate="$(awk '/^tps/ { print $3 }' "$out/pgbench.log")" '
    { took[NR] = $1 }
    function percentile(share) { at = int(NR * share); return took[at < 1 ? 1 : at] / 1000 }
    END { printf "work=%s %s transfers_per_s=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f\n",
                 work, kept, rate, percentile(0.5), percentile(0.99), percentile(0.999) }'
}

# Money is conserved there, too.
check_postgres() {
  local wrong
  wrong=$(sql -At -c "select (select sum(balance) from account) <> 0
    or (select sum(entries) from account) <> 2 * (select count(*) from transfer)
    or (select count(*) from entry) <> 2 * (select count(*) from transfer)")
  [[ $wrong == f ]] || { echo "error: PostgreSQL's accounts do not sum to zero" >&2; exit 1; }
}

warm_up_ledger() { # work, calls, in flight
  echo "Warming up: $first_warm_up s" >&2
  bench "$1" "$2" "$3" 0 "$((first_warm_up > 0 ? first_warm_up : 1))" > /dev/null
}

note() { tee -a "$results" <<< "$*"; }
