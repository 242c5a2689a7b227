-- Money is integer minor units (cents) of a currency. The mode divides it: nothing of one meets the other's.

-- paid_mode: where a priced listing is published; live wherever there is a live one. is_paid is 1 exactly
-- while it is set. price_*: the cheapest published public offer, for lists of models.
alter table artifact add column paid_mode text check (paid_mode in ('test', 'live'));
alter table artifact add column price_currency text;
alter table artifact add column price_amount bigint;
alter table artifact add column price_model text;

-- Whose world an invocation is of: what is for sale in test mode only locks nobody out in live mode.
alter table deployment add column mode text not null default 'live' check (mode in ('test', 'live'));

-- change rises with everything that becomes of a grant; logged_change is what the log of grants has of it.
-- document: the grant as it stands in the log, signed (JSON). frozen_at: a dispute is open.
alter table artifact_grant add column mode text not null default 'live' check (mode in ('test', 'live'));
alter table artifact_grant add column seller_id text references account (id);
alter table artifact_grant add column listing_id text;
alter table artifact_grant add column purchase_id text;
alter table artifact_grant add column license text;
alter table artifact_grant add column seats bigint check (seats >= 1);
alter table artifact_grant add column revision_range text not null default '*';
alter table artifact_grant add column frozen_at bigint;
alter table artifact_grant add column downloaded_at bigint;
alter table artifact_grant add column change bigint not null default 1;
alter table artifact_grant add column logged_change bigint not null default 0;
alter table artifact_grant add column document text;
-- A purchase gives one grant, however often it is tried.
create unique index artifact_grant_purchase on artifact_grant (purchase_id);
create index artifact_grant_unlogged on artifact_grant (id) where logged_change < change;
create index artifact_grant_seller on artifact_grant (seller_id, mode, id);

-- Who else may use a grant of several seats.
create table artifact_grant_seat (
  grant_id   text   not null references artifact_grant (id) on delete cascade,
  account_id text   not null references account (id) on delete cascade,
  created_at bigint not null,
  primary key (grant_id, account_id)
);
create index artifact_grant_seat_holder on artifact_grant_seat (account_id, grant_id);

-- Everything that ever became of a grant, one signed document each, every one holding the hash of the one
-- before: nothing can be taken out or changed without all that follows giving it away.
create table grant_log (
  sequence   bigint not null primary key,
  grant_id   text   not null,
  document   text   not null,
  hash       text   not null unique,
  created_at bigint not null
);
create index grant_log_grant on grant_log (grant_id, sequence);
-- One row: who appends holds it until its commit.
create table grant_log_head (
  id       bigint not null primary key check (id = 1),
  sequence bigint not null,
  hash     text   not null
);
insert into grant_log_head (id, sequence, hash) values (1, 0, '');

-- An offer. amount is minor units; unit_amount_decimal, of a usage price, a decimal text of minor units.
create table listing (
  id                  text   not null primary key,
  owner_id            text   not null references account (id),
  mode                text   not null check (mode in ('test', 'live')),
  artifact_id         text   not null references artifact (id),
  title               text   not null,
  short_description   text,
  description         text,
  pricing_model       text   not null check (pricing_model in ('one_time', 'subscription', 'usage')),
  currency            text   not null,
  amount              bigint not null check (amount >= 0),
  unit_amount_decimal text,
  period              text   check (period in ('month', 'year')),
  trial_days          bigint not null default 0 check (trial_days between 0 and 730),
  unit                text,
  included_units      bigint not null default 0 check (included_units >= 0),
  license             text   not null,
  license_text        text,
  seats               bigint check (seats >= 1),
  tags                text   not null default '[]',
  visibility          text   not null check (visibility in ('public', 'unlisted', 'private')),
  state               text   not null check (state in ('draft', 'in_review', 'published', 'unpublished', 'archived', 'suspended')),
  published_at        bigint,
  created_at          bigint not null,
  updated_at          bigint not null,
  check ((pricing_model = 'one_time') = (period is null)),
  check ((pricing_model = 'usage') = (unit_amount_decimal is not null))
);
create index listing_owner on listing (owner_id, mode, id);
create index listing_artifact on listing (artifact_id, state);
create index listing_published on listing (mode, id) where state = 'published' and visibility = 'public';

-- Pictures and films of a listing: bytes of ours, or an address.
create table listing_media (
  listing_id   text   not null references listing (id) on delete cascade,
  position     bigint not null check (position between 0 and 7),
  kind         text   not null check (kind in ('image', 'video')),
  url          text,
  sha256       text   references blob (sha256),
  content_type text,
  alt          text,
  primary key (listing_id, position),
  check ((url is null) <> (sha256 is null))
);
create index listing_media_sha256 on listing_media (sha256);

-- Who may see and buy a private listing, beside its owner.
create table listing_viewer (
  listing_id text not null references listing (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  primary key (listing_id, account_id)
);
create index listing_viewer_account on listing_viewer (account_id);

-- One payment for one thing: what was bought, a period of a subscription, or a period's use.
-- provider_try counts attempts at the provider; each has an idempotency key of its own there. checked_at, in
-- real time, is when the provider was last asked, so that what a dying server left is found.
create table purchase (
  id              text   not null primary key,
  kind            text   not null check (kind in ('initial', 'renewal', 'usage')),
  mode            text   not null check (mode in ('test', 'live')),
  account_id      text   not null references account (id),
  made_by         text   not null references account (id),
  seller_id       text   not null references account (id),
  listing_id      text   not null references listing (id),
  artifact_id     text   not null references artifact (id),
  pricing_model   text   not null,
  currency        text   not null,
  amount          bigint not null check (amount >= 0),
  fee             bigint not null check (fee >= 0),
  payout          bigint not null check (payout >= 0),
  refunded        bigint not null default 0,
  refunded_fee    bigint not null default 0,
  refund_pending  bigint not null default 0 check (refund_pending >= 0),
  status          text   not null check (status in ('requires_action', 'processing', 'succeeded', 'failed', 'refunded', 'partially_refunded', 'disputed')),
  payment_method  text,
  provider        text   not null check (provider in ('none', 'balance', 'test', 'stripe')),
  provider_ref    text,
  provider_try    bigint not null default 1,
  next_action     text,
  terms           text,
  failure_code    text,
  failure_message text,
  idempotency_key text,
  fingerprint     text,
  grant_id        text,
  subscription_id text,
  invoice_id      text,
  available_at    bigint,
  created_at      bigint not null,
  settled_at      bigint,
  checked_at      bigint not null,
  check (amount = fee + payout),
  check (refunded >= 0 and refunded + refund_pending <= amount),
  check (refunded_fee between 0 and fee)
);
create unique index purchase_idempotency on purchase (made_by, idempotency_key);
create unique index purchase_invoice on purchase (invoice_id);
create unique index purchase_provider_ref on purchase (provider, provider_ref);
create index purchase_account on purchase (account_id, mode, id);
create index purchase_seller on purchase (seller_id, mode, id);
create index purchase_open on purchase (checked_at) where status = 'processing';

-- The ledger. A row is one movement: out of one account and into another, of the same mode and currency,
-- because there is only one column for each. So debits equal credits by the form of a row, whoever writes it.
-- An account is an owner (an account's id, or 'platform') and a name. What is credited to a balance can be
-- spent from available_at on; what is debited counts from taken_at on, so that a refund takes from what is
-- still held back where the sale is. source_id, kind and line: one cause moves money once.
create table ledger (
  id             text   not null primary key,
  source_id      text   not null,
  kind           text   not null,
  line           bigint not null check (line >= 1),
  mode           text   not null check (mode in ('test', 'live')),
  currency       text   not null check (length(currency) = 3),
  debit_owner    text   not null,
  debit_account  text   not null check (debit_account in ('balance', 'payouts', 'fees', 'clearing', 'disputes')),
  credit_owner   text   not null,
  credit_account text   not null check (credit_account in ('balance', 'payouts', 'fees', 'clearing', 'disputes')),
  amount         bigint not null check (amount > 0 and amount <= 9007199254740991),
  purchase_id    text,
  taken_at       bigint not null,
  available_at   bigint not null,
  created_at     bigint not null,
  unique (source_id, kind, line),
  check (debit_owner <> credit_owner or debit_account <> credit_account),
  check ((debit_owner = 'platform') = (debit_account in ('fees', 'clearing', 'disputes'))),
  check ((credit_owner = 'platform') = (credit_account in ('fees', 'clearing', 'disputes')))
);
create index ledger_debit on ledger (debit_owner, mode, currency, debit_account, taken_at, amount)
  where debit_owner <> 'platform';
create index ledger_credit on ledger (credit_owner, mode, currency, credit_account, available_at, amount)
  where credit_owner <> 'platform';

-- Who spends from a balance holds its row until the commit, so that it is spent once.
create table balance_hold (
  owner_id   text   not null references account (id),
  mode       text   not null,
  currency   text   not null,
  changed_at bigint not null,
  primary key (owner_id, mode, currency)
);

create table refund (
  id              text   not null primary key,
  purchase_id     text   not null references purchase (id),
  mode            text   not null,
  made_by         text   not null references account (id),
  currency        text   not null,
  amount          bigint not null check (amount > 0),
  fee             bigint not null default 0,
  reason          text   not null,
  note            text,
  status          text   not null check (status in ('pending', 'succeeded', 'failed')),
  provider_ref    text,
  failure_message text,
  idempotency_key text,
  fingerprint     text,
  created_at      bigint not null,
  settled_at      bigint,
  checked_at      bigint not null
);
create unique index refund_idempotency on refund (made_by, idempotency_key);
create index refund_purchase on refund (purchase_id, id);
create index refund_open on refund (checked_at) where status = 'pending';

create table payment_method (
  id           text   not null primary key,
  account_id   text   not null references account (id),
  mode         text   not null check (mode in ('test', 'live')),
  provider     text   not null check (provider in ('test', 'stripe')),
  provider_ref text   not null,
  brand        text   not null,
  last4        text   not null,
  exp_month    bigint not null,
  exp_year     bigint not null,
  created_at   bigint not null,
  removed_at   bigint
);
create index payment_method_account on payment_method (account_id, mode, id);

-- An account as the provider of live payments knows it.
create table payment_customer (
  account_id   text   not null references account (id),
  mode         text   not null,
  provider_ref text   not null,
  primary key (account_id, mode)
);

-- What is paid again and again, by time or by use. due_at: when there is something to do next, in the time
-- of clock_owner's test clock when there is one.
create table subscription (
  id                   text   not null primary key,
  mode                 text   not null,
  account_id           text   not null references account (id),
  seller_id            text   not null references account (id),
  listing_id           text   not null references listing (id),
  artifact_id          text   not null references artifact (id),
  purchase_id          text   not null unique references purchase (id),
  grant_id             text   not null,
  pricing_model        text   not null check (pricing_model in ('subscription', 'usage')),
  currency             text   not null,
  amount               bigint not null,
  unit_amount_decimal  text,
  unit                 text,
  included_units       bigint not null default 0,
  period               text   not null check (period in ('month', 'year')),
  payment_method       text   not null,
  status               text   not null check (status in ('trialing', 'active', 'past_due', 'canceled')),
  anchor_at            bigint not null,
  periods              bigint not null default 0,
  period_start         bigint not null,
  period_end           bigint not null,
  trial_end            bigint,
  cancels_at_end       bigint not null default 0 check (cancels_at_end in (0, 1)),
  canceled_at          bigint,
  tries                bigint not null default 0,
  clock_owner          text,
  due_at               bigint,
  change               bigint not null default 1,
  created_at           bigint not null,
  updated_at           bigint not null
);
create index subscription_account on subscription (account_id, mode, id);
create index subscription_seller on subscription (seller_id, mode, id);
create index subscription_due on subscription (clock_owner, due_at) where due_at is not null;
create index subscription_use on subscription (account_id, artifact_id) where pricing_model = 'usage' and status <> 'canceled';

-- What was used of a usage-priced thing; in an invoice it is billed, and only once.
create table usage_record (
  id              text   not null primary key,
  subscription_id text   not null references subscription (id),
  quantity        bigint not null check (quantity > 0),
  deployment_id   text,
  idempotency_key text,
  invoice_id      text,
  used_at         bigint not null
);
create unique index usage_record_idempotency on usage_record (subscription_id, idempotency_key);
create index usage_record_open on usage_record (subscription_id, used_at) where invoice_id is null;
create index usage_record_list on usage_record (subscription_id, id);

-- A period of a subscription and what it costs: one for each.
create table invoice (
  id              text   not null primary key,
  subscription_id text   not null references subscription (id),
  mode            text   not null,
  account_id      text   not null references account (id),
  seller_id       text   not null references account (id),
  kind            text   not null check (kind in ('renewal', 'usage')),
  number          bigint not null,
  currency        text   not null,
  amount          bigint not null check (amount >= 0),
  lines           text   not null,
  status          text   not null check (status in ('open', 'paid', 'uncollectible')),
  purchase_id     text,
  period_start    bigint not null,
  period_end      bigint not null,
  created_at      bigint not null,
  paid_at         bigint,
  unique (subscription_id, kind, number)
);
create index invoice_account on invoice (account_id, mode, id);
create index invoice_seller on invoice (seller_id, mode, id);

create table payout_destination (
  owner_id    text   not null references account (id),
  mode        text   not null,
  destination text   not null,
  updated_at  bigint not null,
  primary key (owner_id, mode)
);

-- week: of an automatic payout, so that there is one a week; asked_at is real time, as in purchase.
create table payout (
  id              text   not null primary key,
  owner_id        text   not null references account (id),
  mode            text   not null,
  currency        text   not null,
  amount          bigint not null check (amount > 0),
  status          text   not null check (status in ('pending', 'in_transit', 'paid', 'failed', 'reversed')),
  provider        text   not null check (provider in ('test', 'stripe')),
  destination     text   not null,
  provider_ref    text,
  failure_message text,
  week            bigint,
  made_by         text,
  idempotency_key text,
  fingerprint     text,
  arrives_at      bigint,
  created_at      bigint not null,
  settled_at      bigint,
  checked_at      bigint not null
);
create unique index payout_week on payout (owner_id, mode, currency, week);
create unique index payout_idempotency on payout (made_by, idempotency_key);
create index payout_owner on payout (owner_id, mode, id);
create index payout_open on payout (status, checked_at) where status in ('pending', 'in_transit');

create table dispute (
  id           text   not null primary key,
  purchase_id  text   not null unique references purchase (id),
  mode         text   not null,
  seller_id    text   not null references account (id),
  currency     text   not null,
  amount       bigint not null check (amount > 0),
  fee          bigint not null check (fee >= 0),
  reason       text   not null,
  status       text   not null check (status in ('needs_response', 'under_review', 'won', 'lost')),
  evidence     text,
  provider_ref text   unique,
  created_at   bigint not null,
  closed_at    bigint
);
create index dispute_seller on dispute (seller_id, mode, id);

-- The books of the built-in test provider, which stands for a company somewhere else: it does nothing twice
-- under one key.
create table test_provider (
  request_key text   not null primary key,
  kind        text   not null check (kind in ('charge', 'refund', 'payout')),
  ref         text   not null unique,
  target      text,
  amount      bigint not null,
  currency    text   not null,
  status      text   not null,
  created_at  bigint not null
);
