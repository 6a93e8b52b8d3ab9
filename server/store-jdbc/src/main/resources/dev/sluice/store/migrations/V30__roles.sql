-- What functions may do through their context.
create table roles (
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  description varchar(10000) not null,
  allowed varchar(200000) not null, -- JSON
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  manifest varchar(1000),
  primary key (namespace, name)
);

-- Through how many functions an event came that waits for others.
alter table combination_events add column depth integer default 0 not null;

alter table functions add column role_name varchar(63) ${bytewise};
alter table function_versions add column role_name varchar(63) ${bytewise};
