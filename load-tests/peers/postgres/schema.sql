-- The ledger's work as most teams would do it: two rows updated, two statement lines and the transfer
-- inserted, in one stored procedure, one round trip. The transfer's id is its idempotency key.
create table account (
  id bigint primary key,
  balance bigint not null default 0,
  entries bigint not null default 0,
  check (balance >= -1000000000000000)
);
create table transfer (
  id uuid primary key,
  source bigint not null,
  destination bigint not null,
  amount bigint not null,
  at timestamptz not null default now()
);
create table entry (
  account bigint not null,
  number bigint not null,
  transfer uuid not null,
  amount bigint not null,
  balance bigint not null,
  primary key (account, number)
);

-- Rows are locked in the order of their ids, so that no two transfers wait for each other.
create function post(source_id bigint, destination_id bigint, moved bigint) returns void
language plpgsql as $$
declare
  transfer_id uuid := gen_random_uuid();
  source_balance bigint;
  source_number bigint;
  destination_balance bigint;
  destination_number bigint;
begin
  insert into transfer (id, source, destination, amount)
    values (transfer_id, source_id, destination_id, moved)
    on conflict do nothing;
  if source_id < destination_id then
    update account set balance = balance - moved, entries = entries + 1
      where id = source_id returning balance, entries into source_balance, source_number;
    update account set balance = balance + moved, entries = entries + 1
      where id = destination_id returning balance, entries into destination_balance, destination_number;
  else
    update account set balance = balance + moved, entries = entries + 1
      where id = destination_id returning balance, entries into destination_balance, destination_number;
    update account set balance = balance - moved, entries = entries + 1
      where id = source_id returning balance, entries into source_balance, source_number;
  end if;
  insert into entry values
    (source_id, source_number, transfer_id, -moved, source_balance),
    (destination_id, destination_number, transfer_id, moved, destination_balance);
end $$;
