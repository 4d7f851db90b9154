\set source random(1, :accounts)
\set drawn random(1, :accounts - 1)
\set destination case when :drawn = :source then :accounts else :drawn end
select post(:source, :destination, 5);
