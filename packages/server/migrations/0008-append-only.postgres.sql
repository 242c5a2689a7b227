-- What stands in the ledger and in the log of grants stays as it is.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger ledger_no_change before update or delete on ledger
  for each row execute function refuse_change();
create trigger ledger_no_truncate before truncate on ledger
  for each statement execute function refuse_change();
create trigger grant_log_no_change before update or delete on grant_log
  for each row execute function refuse_change();
create trigger grant_log_no_truncate before truncate on grant_log
  for each statement execute function refuse_change();
