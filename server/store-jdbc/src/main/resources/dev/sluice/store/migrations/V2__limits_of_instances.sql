-- What was made before keeps the limits that it ran with.

alter table functions add column cpus double precision default 1 not null;
alter table functions add column network varchar(16) default 'NONE' not null;
alter table functions add column min_instances integer default 0 not null;
alter table functions add column max_instances integer; -- null: as many as the server allows

alter table function_versions add column cpus double precision default 1 not null;
alter table function_versions add column network varchar(16) default 'NONE' not null;
alter table function_versions add column min_instances integer default 0 not null;
alter table function_versions add column max_instances integer;
