-- Who has had a trial of what, each once: the account that subscribed, and the person who did it for the account,
-- since anybody makes as many organisations as they like.
create table trial (
  mode            text not null check (mode in ('test', 'live')),
  artifact_id     text not null references artifact (id),
  account_id      text not null references account (id),
  subscription_id text not null,
  primary key (mode, artifact_id, account_id)
);
insert into trial (mode, artifact_id, account_id, subscription_id)
select mode, artifact_id, taker_id, min(id) from (
  select mode, artifact_id, account_id as taker_id, id from subscription where trial_end is not null
  union all
  select subscription.mode, subscription.artifact_id, purchase.made_by, subscription.id
  from subscription join purchase on purchase.id = subscription.purchase_id
  where subscription.trial_end is not null
) as taken
group by mode, artifact_id, taker_id;
