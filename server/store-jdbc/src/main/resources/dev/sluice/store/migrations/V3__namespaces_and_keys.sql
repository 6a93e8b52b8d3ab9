-- A namespace is there as soon as somebody uses it; a row gives it quotas.

create table namespaces (
  name varchar(63) ${bytewise} not null primary key,
  description varchar(10000) not null,
  max_functions integer,
  max_concurrency integer,
  max_code_bytes bigint,
  max_log_bytes bigint,
  max_calls_per_minute integer,
  host_network boolean,
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null
);

create table access_keys (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  scopes varchar(100) not null, -- names with commas between
  digest varchar(64) not null, -- SHA-256 of the token
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  constraint access_keys_name unique (namespace, name)
);
