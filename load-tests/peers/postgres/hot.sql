\set source random(2, :accounts)
select post(:source, 1, 5);
