\set destination random(2, :accounts)
select post(1, :destination, 5);
