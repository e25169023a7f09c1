
-- When an emergency lapses, and whether its agency was told, stands in the record, under its MAC; and what one person
-- decided alone before is found by the ledger.

drop index override_clock;
alter table override_decision drop column due;
create index override_clock on override_decision (id)
    where record::jsonb #>> '{decision,emergency}' = 'true'
        and record::jsonb ->> 'approval' is null and record::jsonb ->> 'told' = 'false';
create index entry_override on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where encode(bytes, 'escape') like '%"code":"override.%';
