-- Counters of requests that all servers share, as rate-limiter-flexible wants them. Unlogged: they cost no
-- write-ahead log, and after a crash counting simply starts anew.
create unlogged table rate_limit (
  key    varchar(255) not null primary key,
  points integer      not null default 0,
  expire bigint
);
