-- One row for each minute of each way to a version; minutes are counted from 1970.

create table invocation_stats (
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  minute_of bigint not null,
  version varchar(63) ${bytewise} not null,
  qualifier varchar(63) ${bytewise} not null,
  invocations bigint not null,
  cold bigint not null,
  replays bigint not null,
  errors varchar(10000) not null, -- CODE:count, ...
  busy_nanos bigint not null,
  durations varchar(10000) not null, -- step:count, ...; see core.stats.Histogram
  queues varchar(10000) not null,
  primary key (namespace, function_name, minute_of, version, qualifier)
);
create index invocation_stats_minute on invocation_stats (minute_of);

-- Calls that were turned away have no record; another thread counts them.
create table invocation_throttles (
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  minute_of bigint not null,
  version varchar(63) ${bytewise} not null,
  qualifier varchar(63) ${bytewise} not null,
  throttled bigint not null,
  primary key (namespace, function_name, minute_of, version, qualifier)
);
create index invocation_throttles_minute on invocation_throttles (minute_of);
