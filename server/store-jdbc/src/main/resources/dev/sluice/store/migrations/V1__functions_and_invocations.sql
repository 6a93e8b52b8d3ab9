-- One schema for H2 (regular mode) and PostgreSQL: only what both understand in the same way.
-- ${bytewise} makes PostgreSQL compare names and ids byte by byte, as H2 does, whatever its locale.

create table functions (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  description varchar(10000) not null,
  runtime varchar(63) not null,
  handler varchar(10000) not null,
  code_kind varchar(16) not null,
  code_digest varchar(80) not null,
  code_bytes bigint not null,
  memory_mib integer not null,
  timeout_nanos bigint not null,
  environment varchar(1000000) not null, -- JSON
  labels varchar(1000000) not null, -- JSON; function_labels is the index over it
  enabled boolean not null,
  last_version integer not null,
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  constraint functions_name unique (namespace, name)
);

create table function_labels (
  function_id varchar(40) ${bytewise} not null references functions (id) on delete cascade,
  namespace varchar(63) ${bytewise} not null,
  label_key varchar(256) ${bytewise} not null,
  label_value varchar(256) ${bytewise} not null,
  primary key (function_id, label_key)
);
create index function_labels_lookup on function_labels (namespace, label_key, label_value, function_id);

create table function_versions (
  function_id varchar(40) ${bytewise} not null references functions (id),
  version integer not null,
  description varchar(10000) not null,
  runtime varchar(63) not null,
  handler varchar(10000) not null,
  code_kind varchar(16) not null,
  code_digest varchar(80) not null,
  code_bytes bigint not null,
  memory_mib integer not null,
  timeout_nanos bigint not null,
  environment varchar(1000000) not null, -- JSON
  created_at timestamp(6) with time zone not null,
  primary key (function_id, version)
);

create table function_aliases (
  function_id varchar(40) ${bytewise} not null references functions (id),
  name varchar(63) ${bytewise} not null,
  description varchar(10000) not null,
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  primary key (function_id, name)
);

-- The keys keep weights on existing versions only, and versions with weight from being deleted.
create table alias_weights (
  function_id varchar(40) ${bytewise} not null,
  alias_name varchar(63) ${bytewise} not null,
  version integer not null,
  weight double precision not null,
  primary key (function_id, alias_name, version),
  foreign key (function_id, alias_name) references function_aliases (function_id, name),
  foreign key (function_id, version) references function_versions (function_id, version)
);
create index alias_weights_version on alias_weights (function_id, version);

-- Written ten thousand times a second: plain types, times as nanoseconds since 1970, few indexes.
create table invocations (
  id varchar(40) ${bytewise} not null,
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  version varchar(63) not null,
  qualifier varchar(1000) not null,
  trigger_kind varchar(1000) not null,
  status varchar(16) not null,
  cold boolean,
  created_nanos bigint not null,
  duration_nanos bigint not null,
  queue_nanos bigint not null,
  sandbox_nanos bigint not null,
  load_nanos bigint not null,
  handler_nanos bigint not null,
  request_bytes bigint not null,
  result_bytes bigint not null,
  failure varchar(1000000), -- JSON
  primary key (namespace, id)
);
create index invocations_function on invocations (namespace, function_name, id);
create index invocations_created on invocations (created_nanos);

-- No foreign key: a line is often stored before the record of its invocation.
create table log_lines (
  id bigint not null primary key,
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  version varchar(63) not null,
  invocation varchar(40) ${bytewise} not null,
  time_nanos bigint not null,
  stream smallint not null, -- 1 stdout, 2 stderr, 3 platform
  level smallint not null, -- 10 debug, 20 info, 30 warn, 40 error
  line varchar(1000000) not null
);
create index log_lines_function on log_lines (namespace, function_name, id);
create index log_lines_invocation on log_lines (invocation, id);
