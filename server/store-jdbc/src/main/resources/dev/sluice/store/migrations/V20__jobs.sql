-- Inputs that are split into tasks. A task is an event of the queue until its end.
create table jobs (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  qualifier varchar(1000) not null, -- as asked for
  version varchar(20) not null, -- that its tasks run
  job_key varchar(200) ${bytewise}, -- what the caller calls it by; null: nothing
  description varchar(10000) not null,
  range_from bigint, -- null: the items are in job_inputs
  range_step bigint,
  items bigint not null,
  items_per_task integer not null,
  tasks bigint not null,
  parallelism integer, -- null: what the function says
  max_attempts integer, -- null: what the function says
  state varchar(16) not null,
  started bigint not null, -- tasks that were put into the queue
  input_offset bigint not null, -- where the next one begins
  succeeded bigint not null,
  failed bigint not null,
  cancelled bigint not null,
  ends integer not null, -- how often it was over
  told boolean not null, -- that it is over
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  unique (namespace, job_key)
);
create index jobs_namespace on jobs (namespace, id);
create index jobs_state on jobs (state, told);

-- Items as JSON, one on each line, cut into parts: a column of bytes takes a mebibyte on H2.
create table job_inputs (
  job_id varchar(40) ${bytewise} not null,
  part integer not null,
  payload bytea not null,
  primary key (job_id, part)
);

-- Tasks that have ended.
create table job_tasks (
  job_id varchar(40) ${bytewise} not null,
  task bigint not null,
  invocation varchar(40) ${bytewise} not null,
  outcome varchar(16) not null,
  primary key (job_id, task)
);
create index job_tasks_outcome on job_tasks (job_id, outcome, task);
