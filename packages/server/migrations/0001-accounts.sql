-- Times are milliseconds since 1970 UTC, booleans are 0 or 1, lists and maps are JSON text: one spelling
-- that SQLite and PostgreSQL share.

-- Users and organisations. One slug namespace: the registry's {org} and the marketplace's owner.
create table account (
  id            text   not null primary key,
  kind          text   not null check (kind in ('user', 'org')),
  slug          text   not null unique,
  name          text   not null,
  email         text   unique,
  password_hash text,
  is_admin      bigint not null default 0 check (is_admin in (0, 1)),
  created_at    bigint not null,
  updated_at    bigint not null
);

create table member (
  org_id     text   not null references account (id) on delete cascade,
  user_id    text   not null references account (id) on delete cascade,
  role       text   not null check (role in ('owner', 'admin', 'contributor', 'reader')),
  created_at bigint not null,
  primary key (org_id, user_id)
);
create index member_user on member (user_id);

-- The secret itself is never stored: prefix finds the row, secret_hash (SHA-256, hex) proves it.
-- limits: JSON map of read, write and upload to requests a minute, where they differ from the usual.
-- replaced_by: the key that rotating this one made.
create table api_key (
  id           text   not null primary key,
  account_id   text   not null references account (id) on delete cascade,
  mode         text   not null check (mode in ('test', 'live')),
  name         text   not null,
  scopes       text   not null,
  limits       text,
  prefix       text   not null unique,
  secret_hash  text   not null,
  last4        text   not null,
  created_at   bigint not null,
  expires_at   bigint,
  last_used_at bigint,
  revoked_at   bigint,
  replaced_by  text
);
create index api_key_account on api_key (account_id, id);

-- A signed-in browser. The cookie's text is stored hashed; its CSRF token is derived from that text.
create table session (
  token_hash text   not null primary key,
  account_id text   not null references account (id) on delete cascade,
  created_at bigint not null,
  expires_at bigint not null
);
create index session_expiry on session (expires_at);
create index session_account on session (account_id);

-- Signing in from a terminal: the code waits here until somebody approves it in a browser.
create table device_login (
  id           text   not null primary key,
  device_hash  text   not null unique,
  user_code    text   not null unique,
  account_id   text   references account (id) on delete cascade,
  created_at   bigint not null,
  expires_at   bigint not null,
  approved_at  bigint,
  denied_at    bigint,
  claimed_at   bigint
);
create index device_login_expiry on device_login (expires_at);

-- Secrets every server of this installation shares: URL and cursor signing.
create table server_secret (
  name       text   not null primary key,
  value      text   not null,
  created_at bigint not null
);

-- What a POST or PATCH was answered, so that its retry gets the same answer and no second effect. Without
-- a status it is in flight, at the server that made up claim, until locked_until. A sealed body is encrypted
-- with the credential of the request.
create table idempotency (
  account_id   text   not null,
  key          text   not null,
  request_hash text   not null,
  claim        text   not null,
  locked_until bigint not null,
  status       bigint,
  headers      text,
  body         text,
  is_sealed    bigint not null default 0 check (is_sealed in (0, 1)),
  created_at   bigint not null,
  primary key (account_id, key)
);
create index idempotency_age on idempotency (created_at);
