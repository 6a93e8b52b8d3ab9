-- The tasks that an execution is at, or stands still at: each as a line of its own, with a line
-- break on both sides. Null where it has come to its end, and until something happens to one that
-- an earlier release has written.
alter table executions add column at_tasks varchar(100000);
