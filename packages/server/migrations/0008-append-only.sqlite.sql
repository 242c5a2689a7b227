-- What stands in the ledger and in the log of grants stays as it is.
create trigger ledger_no_update before update on ledger
begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_no_delete before delete on ledger
begin select raise(abort, 'the ledger is append-only'); end;
-- "insert or replace" deletes without a trigger's knowing.
create trigger ledger_no_replace before insert on ledger
when exists (select 1 from ledger where id = new.id
  or (source_id = new.source_id and kind = new.kind and line = new.line))
begin select raise(abort, 'UNIQUE constraint failed: ledger'); end;

create trigger grant_log_no_update before update on grant_log
begin select raise(abort, 'the log of grants is append-only'); end;
create trigger grant_log_no_delete before delete on grant_log
begin select raise(abort, 'the log of grants is append-only'); end;
