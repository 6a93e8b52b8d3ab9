-- Resources that are read before a function runs and written after it.
alter table functions add column bindings varchar(1000000) default '[]' not null; -- JSON
alter table function_versions add column bindings varchar(1000000) default '[]' not null;

alter table invocations add column bindings_nanos bigint default 0 not null;

-- What functions keep between invocations.
create table binding_state (
  namespace varchar(63) ${bytewise} not null,
  store varchar(100) ${bytewise} not null,
  state_key varchar(512) ${bytewise} not null,
  content varchar(1000000) not null, -- JSON
  modified_at timestamp(6) with time zone not null,
  primary key (namespace, store, state_key)
);
