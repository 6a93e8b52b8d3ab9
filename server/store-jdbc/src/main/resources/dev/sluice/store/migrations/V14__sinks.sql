create table sinks (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  kind varchar(63) not null,
  description varchar(10000) not null,
  options varchar(1000000) not null, -- JSON
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  manifest varchar(200), -- that it came from; null: none
  unique (namespace, name)
);
