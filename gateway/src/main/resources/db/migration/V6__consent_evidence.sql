-- What is on record of a consent is compared with the ledger, and a refusal under any identifier finds what left.

create index entry_consent on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where encode(bytes, 'escape') like '%"code":"consent.%';

alter table delivery_consent add column people text[] not null default '{}';
alter table delivery_consent alter column people drop default;
comment on column delivery_consent.people is 'Pseudonyms of all the identifiers of those whom the delivery is about, sorted';
create index delivery_consent_people on delivery_consent using gin (people);
