create index artifact_name_order on artifact (name, number);
