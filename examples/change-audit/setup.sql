-- What is watched. FULL tells the whole old row, and not only its key.
create table orders (id int primary key, customer text not null, cents int not null);
alter table orders replica identity full;

-- Where it is written down.
create table order_audit (
  event text primary key,
  at timestamptz not null,
  operation text not null,
  changed jsonb not null,
  before jsonb,
  after jsonb
);
