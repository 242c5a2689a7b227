-- A runtime holding one version behind an endpoint. settings is JSON: replicas, batching, limits.
-- next_version_id is loaded beside version_id and takes its place when it answers. A deployment that nobody
-- asked for sleep_after_ms sleeps; null means never.
create table deployment (
  id            text   not null primary key,
  account_id    text   not null references account (id),
  artifact_id   text   not null references artifact (id),
  version_id    text   not null references version (id),
  next_version_id text references version (id),
  runtime       text   not null,
  status        text   not null check (status in ('queued', 'building', 'starting', 'ready', 'scaled_to_zero', 'updating', 'failed', 'stopped')),
  error         text,
  settings      text   not null,
  sleep_after_ms bigint,
  change        bigint not null default 1,
  invoked_at    bigint,
  created_at    bigint not null,
  updated_at    bigint not null,
  deleted_at    bigint
);
create index deployment_account on deployment (account_id, id);
create index deployment_version on deployment (version_id);
create index deployment_next_version on deployment (next_version_id);
create index deployment_awake on deployment (status, invoked_at);

create table deployment_log (
  id            text   not null primary key,
  deployment_id text   not null references deployment (id) on delete cascade,
  at            bigint not null,
  level         text   not null check (level in ('debug', 'info', 'warn', 'error')),
  replica       text,
  invocation_id text,
  message       text   not null
);
create index deployment_log_order on deployment_log (deployment_id, id);
create index deployment_log_age on deployment_log (at);

-- One row a minute, server and deployment; latency and batch sizes are histograms (JSON) that add up.
create table deployment_minute (
  deployment_id text   not null references deployment (id) on delete cascade,
  minute        bigint not null,
  server_id     text   not null,
  requests      bigint not null,
  errors        bigint not null,
  latency       text   not null,
  batch_sizes   text   not null,
  primary key (deployment_id, minute, server_id)
);
create index deployment_minute_age on deployment_minute (minute);
