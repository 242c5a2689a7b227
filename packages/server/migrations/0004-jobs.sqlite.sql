-- Work to be done after its transaction commits. PostgreSQL has a library's tables for this instead.
create table job (
  id         integer primary key autoincrement,
  name       text    not null,
  payload    text    not null,
  job_key    text    unique,
  run_at     bigint  not null,
  attempts   bigint  not null default 0,
  error      text,
  locked_at  bigint
);
create index job_due on job (locked_at, run_at);
