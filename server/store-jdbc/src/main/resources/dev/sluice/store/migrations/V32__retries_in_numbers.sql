-- Attempts beyond the first, of invocations that nobody waited for.
alter table invocation_stats add column retries bigint default 0 not null;
