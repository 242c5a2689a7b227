-- Who machines belong to: the SS58 address of an sr25519 key. A bound one was proved by its holder; one that
-- the server made stands for an account that uses API keys, and nobody signs with it.
create table hotkey (
  address        text   not null primary key,
  account_id     text   not null references account (id) on delete cascade,
  kind           text   not null check (kind in ('bound', 'server')),
  name           text   not null default '',
  blocked_reason text,
  created_at     bigint not null
);
create index hotkey_account on hotkey (account_id, address);
create unique index hotkey_server on hotkey (account_id) where kind = 'server';

-- Signatures that were used, until they are too old to be used again.
create table seen_signature (
  digest     text   not null primary key,
  expires_at bigint not null
);
create index seen_signature_expiry on seen_signature (expires_at);

-- A computer, as it was added by one request; its devices are the nodes of the machines surface. Its id is
-- the second half of a task_id, so a removed one keeps its row. seed is a 63-bit integer, too large for a
-- JavaScript number. state is of the last finished verification; the next is due at check_at, and whoever
-- has written its claim does it until claimed_until. agent_key is the key its agent first answered with.
create table machine (
  id            text   not null primary key,
  account_id    text   not null references account (id) on delete cascade,
  hotkey        text   not null references hotkey (address),
  server_id     text   not null,
  server_name   text,
  host          text   not null,
  port          bigint not null,
  seed          text   not null,
  is_own        bigint not null default 0 check (is_own in (0, 1)),
  state         text   not null check (state in ('pending', 'verified', 'failed')),
  reason        text,
  error         text,
  figures       text,
  agent_key     text,
  attempts      bigint not null default 0,
  verified_at   bigint,
  check_at      bigint,
  claim         text,
  claimed_until bigint,
  ping_at       bigint,
  seen_at       bigint,
  misses        bigint not null default 0,
  silent_at     bigint,
  created_at    bigint not null,
  updated_at    bigint not null,
  deleted_at    bigint
);
create index machine_hotkey on machine (hotkey);
create index machine_account on machine (account_id);
create index machine_check on machine (check_at);
create index machine_ping on machine (ping_at);

-- One GPU, or the processor of a machine that has none. uuid is the device's own and unique in the world.
create table device (
  uuid                      text   not null primary key,
  machine_id                text   not null references machine (id) on delete cascade,
  position                  bigint not null,
  gpu_identifier            text   not null,
  name                      text   not null,
  memory                    bigint not null,
  major                     bigint,
  minor                     bigint,
  processors                bigint not null,
  sxm                       bigint check (sxm in (0, 1)),
  clock_rate                double precision not null,
  max_threads_per_processor bigint not null,
  concurrent_kernels        bigint check (concurrent_kernels in (0, 1)),
  ecc                       bigint check (ecc in (0, 1)),
  device_index              bigint not null,
  created_at                bigint not null
);
create index device_machine on device (machine_id, position);
create index device_kind on device (gpu_identifier);

-- Who had a device when: one that goes from hand to hand within a day is refused.
create table device_history (
  id         text   not null primary key,
  uuid       text   not null,
  hotkey     text   not null,
  created_at bigint not null,
  deleted_at bigint
);
create index device_history_uuid on device_history (uuid, created_at);
create index device_history_age on device_history (created_at);

alter table deployment add column device_id text references device (uuid) on delete set null;
create index deployment_device on deployment (device_id);
