-- A provider tells by its own reference that a refund came back.
create index refund_provider_ref on refund (provider_ref) where provider_ref is not null;
