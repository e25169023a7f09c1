-- What agencies put on record of consents, overrides and holdings. People are keyed pseudonyms; what an agency signed is
-- kept sealed to the gateway. What counts of it stands in "record" (JSON: ids, agencies, codes, times, staff by their
-- agency's reference) under a MAC: a row made or changed by hand is not on record.

create table consent (
    id        uuid    not null primary key,
    version   integer not null check (version > 0),
    agency    text    not null,
    subjects  text[]  not null,
    purposes  text[]  not null,
    record    text    not null,
    statement bytea   not null,
    mac       text    not null
);
comment on table consent is 'The latest version of each consent; of earlier ones the ledger knows';
comment on column consent.subjects is 'Pseudonyms of the identifiers of those whom it is about, sorted';
comment on column consent.record is 'What counts, and the digest of the statement that it stands on';
comment on column consent.statement is 'What the agency signed, sealed to the gateway';
create index consent_subjects on consent using gin (subjects);

create table delivery_consent (
    delivery uuid not null references delivery (id),
    consent  uuid not null references consent (id),
    primary key (delivery, consent)
);
comment on table delivery_consent is 'Which deliveries rest on which consents: a refusal or withdrawal finds them by it';
create index delivery_consent_consent on delivery_consent (consent);

create table override_decision (
    id       uuid  not null primary key,
    due      timestamptz,
    record   text  not null,
    proposal bytea not null,
    approval bytea,
    mac      text  not null
);
comment on table override_decision is 'Decisions of two persons to share all the same; in an emergency of one, for a while';
comment on column override_decision.due is 'When an emergency lapses and the agency is told; empty when it was approved or told';
comment on column override_decision.record is 'What counts: both persons, and the digests of what they signed';
comment on column override_decision.proposal is 'What the first person signed, with the reasons, sealed to the gateway';
comment on column override_decision.approval is 'What the second person signed, sealed to the gateway';
create index override_clock on override_decision (due) where due is not null;

create table holding (
    id        uuid   not null primary key,
    agency    text   not null,
    subjects  text[] not null,
    delivery  uuid references delivery (id),
    record    text   not null,
    statement bytea,
    mac       text   not null
);
comment on table holding is 'What teams have to do with people. A later holding of a case by another team ends an earlier one';
comment on column holding.delivery is 'The delivery that handed the case over: it is held from when that was received';
comment on column holding.statement is 'What the agency signed, sealed to the gateway, where no disclosure said it';
create index holding_subjects on holding using gin (subjects);
