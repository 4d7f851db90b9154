\set source random(1, :accounts)
\set destination random(1, :accounts - 1)
select post(:source, case when :destination = :source then :accounts else :destination end, 5);
