-- Where code was fetched from, as JSON, and what was there; null: it was handed in.
alter table functions add column code_home varchar(20000);
alter table functions add column code_revision varchar(80);

alter table function_versions add column code_home varchar(20000);
alter table function_versions add column code_revision varchar(80);

-- When the server looks there again. One for each function whose code was fetched.
create table code_checks (
  function_id varchar(40) ${bytewise} not null primary key references functions (id),
  home varchar(20000) not null, -- that of the function
  checked_at timestamp(6) with time zone,
  error varchar(63),
  detail varchar(10000),
  failures integer not null,
  next_at timestamp(6) with time zone, -- null: when somebody asks
  asked_at timestamp(6) with time zone -- by somebody who has not been heard yet
);
create index code_checks_next on code_checks (next_at);
