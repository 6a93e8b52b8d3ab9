-- What was made before was handed in as it runs.

alter table functions add column code_source varchar(80); -- null: the code runs as it was handed in
alter table functions add column build_skip boolean default false not null;
alter table functions add column build_command varchar(20000);

alter table function_versions add column code_source varchar(80);
alter table function_versions add column build_skip boolean default false not null;
alter table function_versions add column build_command varchar(20000);

-- No foreign key: the first build of a function is there before the function, and may fail.
create table builds (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  recipe varchar(63) not null,
  state varchar(16) ${bytewise} not null,
  started_at timestamp(6) with time zone not null,
  duration_nanos bigint,
  error varchar(10000),
  code_digest varchar(80),
  log varchar(1000000) not null,
  log_first_line bigint not null
);
create index builds_function on builds (namespace, function_name, id);
