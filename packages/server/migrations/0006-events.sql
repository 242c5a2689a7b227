-- What happened, and who is to be told. mode null is a fact of both worlds (an artifact, a deployment).
-- created_at is the owner's time, which in test mode may be a test clock's; the id's own time is real.
create table event (
  id         text   not null primary key,
  owner_id   text   not null references account (id) on delete cascade,
  mode       text   check (mode in ('test', 'live')),
  type       text   not null,
  data       text   not null,
  created_at bigint not null
);
create index event_owner on event (owner_id, id);

-- events: JSON array of types, or ["*"]. The secret is not stored: it follows from secret_seed and the secret
-- of this installation; previous_seed signs too until previous_until. failing_since: the first failure
-- since the last success.
create table webhook_endpoint (
  id              text   not null primary key,
  owner_id        text   not null references account (id) on delete cascade,
  mode            text   not null check (mode in ('test', 'live')),
  url             text   not null,
  description     text,
  events          text   not null,
  status          text   not null default 'enabled' check (status in ('enabled', 'disabled')),
  disabled_reason text,
  secret_seed     text   not null,
  previous_seed   text,
  previous_until  bigint,
  failing_since   bigint,
  created_at      bigint not null,
  updated_at      bigint not null
);
create index webhook_endpoint_owner on webhook_endpoint (owner_id, mode, id);

-- One event for one endpoint. Pending ones are tried at due_at, by whoever has written its claim, until
-- claimed_until. try_count counts from the last time it was asked for; attempts is JSON, the oldest first.
create table webhook_delivery (
  endpoint_id   text   not null references webhook_endpoint (id) on delete cascade,
  event_id      text   not null references event (id) on delete cascade,
  state         text   not null check (state in ('pending', 'delivered', 'failed')),
  due_at        bigint not null,
  try_count     bigint not null default 0,
  attempts      text   not null default '[]',
  claim         text,
  claimed_until bigint not null default 0,
  created_at    bigint not null,
  updated_at    bigint not null,
  primary key (endpoint_id, event_id)
);
create index webhook_delivery_pending on webhook_delivery (endpoint_id, due_at) where state = 'pending';
create index webhook_delivery_event on webhook_delivery (event_id);

-- An account's own time in test mode. It stands still until it is advanced: then it is on its way to target.
create table test_clock (
  id         text   not null primary key,
  owner_id   text   not null unique references account (id) on delete cascade,
  name       text,
  frozen_at  bigint not null,
  target     bigint,
  created_at bigint not null,
  updated_at bigint not null
);
