-- Programs of others that people let act for them. A public one has no secret. scopes: what it may ask for;
-- redirect_uris and scopes are JSON arrays. mode: the world its tokens are good for.
create table oauth_app (
  id            text   not null primary key,
  owner_id      text   not null references account (id) on delete cascade,
  mode          text   not null check (mode in ('test', 'live')),
  name          text   not null,
  website       text,
  redirect_uris text   not null,
  scopes        text   not null,
  secret_hash   text,
  created_at    bigint not null,
  updated_at    bigint not null
);
create index oauth_app_owner on oauth_app (owner_id, id);

-- One consent: its code, good once and for a minute, and with it everything that was given out afterwards.
create table oauth_authorization (
  id              text   not null primary key,
  app_id          text   not null references oauth_app (id) on delete cascade,
  account_id      text   not null references account (id) on delete cascade,
  mode            text   not null check (mode in ('test', 'live')),
  scopes          text   not null,
  redirect_uri    text,
  code_hash       text   not null unique,
  code_challenge  text,
  code_expires_at bigint not null,
  code_used_at    bigint,
  created_at      bigint not null,
  last_used_at    bigint,
  revoked_at      bigint
);
create index oauth_authorization_account on oauth_authorization (account_id, id);
create index oauth_authorization_app on oauth_authorization (app_id);

-- A refresh token is good once: its use gives another. One that comes back after that was stolen.
create table oauth_refresh_token (
  token_hash       text   not null primary key,
  authorization_id text   not null references oauth_authorization (id) on delete cascade,
  scopes           text   not null,
  created_at       bigint not null,
  expires_at       bigint not null,
  used_at          bigint
);
create index oauth_refresh_token_authorization on oauth_refresh_token (authorization_id);

-- An access token is a key that an authorization gave out.
alter table api_key add column authorization_id text references oauth_authorization (id) on delete cascade;
create index api_key_authorization on api_key (authorization_id);

-- What the transactions of a request in flight have come to, one line of JSON each, written inside them: a
-- retry after its server died goes on from there and does none of it again.
alter table idempotency add column journal text;
