-- The manifest that a definition came from; null: none.
alter table sources add column manifest varchar(200);
alter table associations add column manifest varchar(200);
