-- The most that waited for a function, and the most instances that it had, in each minute.
create table function_samples (
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  minute_of bigint not null,
  backlog bigint not null,
  delay_millis bigint not null,
  instances int not null,
  primary key (namespace, function_name, minute_of)
);
create index function_samples_minute on function_samples (minute_of);
