-- In the order of code points, as SQLite has it.
create index artifact_name_order on artifact (name collate "C", number);
