create table associations (
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  description varchar(10000) not null,
  rule varchar(1000000) not null, -- JSON
  state varchar(16) not null,
  reason varchar(10000),
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  primary key (namespace, name)
);
