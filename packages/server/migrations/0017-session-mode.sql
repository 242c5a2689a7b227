-- Which money a signed-in browser sees and moves: rehearsals until somebody says otherwise.
alter table session add column mode text not null default 'test' check (mode in ('test', 'live'));
