-- What calls used; null where no instance was found or nobody measured.
alter table invocations add column cpu_nanos bigint;
alter table invocations add column peak_memory_bytes bigint;
alter table invocations add column mebibyte_millis bigint;

alter table invocation_stats add column cpu_nanos bigint default 0 not null;
alter table invocation_stats add column peak_memory_bytes bigint default 0 not null;
alter table invocation_stats add column mebibyte_millis bigint default 0 not null;
