create table sources (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  kind varchar(63) not null,
  description varchar(10000) not null,
  options varchar(1000000) not null, -- JSON
  paused boolean not null,
  runs_since timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  unique (namespace, name)
);

-- Where sources stand that do not know it themselves. It may be written after its source is gone.
create table source_positions (
  source_id varchar(40) ${bytewise} not null,
  position_key varchar(200) ${bytewise} not null,
  position varchar(65536) not null,
  primary key (source_id, position_key)
);
