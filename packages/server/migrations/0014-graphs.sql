-- Saved graphs, by their owner and name.
create table graph (
  account_id text   not null references account (id),
  name       text   not null,
  document   text   not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (account_id, name)
);

-- Presets that somebody made; the ones that ship with us are files.
create table graph_preset (
  account_id text   not null references account (id),
  name       text   not null,
  document   text   not null,
  created_at bigint not null,
  primary key (account_id, name)
);

-- Runs belong to the server: who watches may go and come back.
create table graph_run (
  -- The client's own id for it, or one of ours.
  id         text   not null,
  account_id text   not null references account (id),
  -- What the client calls the graph: weights are kept under it. Empty when it gave none.
  graph_id   text   not null,
  graph_name text   not null,
  origin     text   not null check (origin in ('canvas', 'function', 'app', 'command')),
  status     text   not null
    check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
  -- The graph and the options, as JSON: what it takes to run it again.
  request    text   not null,
  error      text,
  -- What it came to, as JSON: counts, series of metrics.
  summary    text,
  server_id  text   not null,
  created_at bigint not null,
  started_at bigint,
  ended_at   bigint,
  -- When its server last said that it is alive.
  seen_at    bigint not null,
  primary key (account_id, id)
);
create index graph_run_list on graph_run (account_id, created_at, id);
create index graph_run_open on graph_run (status) where status in ('queued', 'running');

create table graph_run_event (
  account_id text   not null,
  run_id     text   not null,
  cursor     bigint not null,
  event      text   not null,
  primary key (account_id, run_id, cursor),
  foreign key (account_id, run_id) references graph_run (account_id, id) on delete cascade
);
