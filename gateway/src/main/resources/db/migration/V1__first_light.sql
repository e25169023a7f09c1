-- What the gateway keeps. Nothing here is readable as personal data: ids, agencies, kinds, times, digests and sealed
-- bytes. Statements (receipts and notices) are signed and name agencies and ids only; actors are staff by their
-- agency's own reference.
-- Only what distributed engines that speak PostgreSQL accept: no triggers, no extensions, no sequences.

create table disclosure (
    sender           text        not null,
    id               uuid        not null,
    kind             text        not null,
    conversation     uuid        not null,
    in_reply_to      uuid,
    actor            text        not null,
    committed        timestamptz not null,
    respond_by       timestamptz,
    digest           text        not null check (digest ~ '^[0-9a-f]{64}$'),
    original         bytea       not null,
    receipt          text        not null,
    outstanding_told timestamptz,
    primary key (sender, id)
);
comment on table disclosure is 'What was committed, by sender and the sender''s id. Rows are kept longer than any replay window';
comment on column disclosure.digest is 'SHA-256 of the bytes that were submitted: a repeat is told from a reused id by it';
comment on column disclosure.original is 'The disclosure as it came, sealed to the gateway';
comment on column disclosure.outstanding_told is 'When the sender was told that answers are outstanding after respond_by';
create index disclosure_clock on disclosure (respond_by) where outstanding_told is null;

create table conversation_order (
    recipient    text   not null,
    conversation uuid   not null,
    last         bigint not null check (last > 0),
    primary key (recipient, conversation)
);
comment on table conversation_order is 'The last place given in each recipient''s order of a conversation';

create table delivery (
    id           uuid        not null primary key,
    sender       text        not null,
    disclosure   uuid        not null,
    recipient    text        not null,
    team         text        not null,
    role         text        not null,
    conversation uuid        not null,
    place        bigint      not null check (place > 0),
    connector    text        not null,
    decision     uuid        not null,
    digest       text        not null check (digest ~ '^[0-9a-f]{64}$'),
    content      bytea       not null,
    grounds      bytea       not null,
    state        text        not null check (state in ('queued', 'released', 'delivered', 'received', 'returned')),
    since        timestamptz not null,
    attempt      integer     not null default 0 check (attempt >= 0),
    next_attempt timestamptz not null,
    lease_until  timestamptz,
    statement    text,
    read_by      text,
    foreign key (sender, disclosure) references disclosure (sender, id),
    unique (recipient, conversation, place)
);
comment on table delivery is 'One sealed copy for one recipient, and how far it has come';
comment on column delivery.place is 'Its place in the recipient''s order of the conversation, given at commit';
comment on column delivery.digest is 'SHA-256 of the released copy before it was sealed';
comment on column delivery.content is 'The released copy, sealed to the recipient';
comment on column delivery.grounds is 'The question that it was decided on (labels only), sealed to the gateway';
comment on column delivery.since is 'When it came into its state, in business time';
comment on column delivery.attempt is 'The number of the last claim: an earlier claim can no longer change the row';
comment on column delivery.next_attempt is 'When it is due, in business time';
comment on column delivery.lease_until is 'Until when the last claim holds, in the database''s own time';
comment on column delivery.statement is 'The recipient''s signed receipt';
create index delivery_due on delivery (connector, next_attempt) where state in ('queued', 'released');
create index delivery_mailbox on delivery (recipient, since) where state in ('queued', 'released', 'delivered');
create index delivery_of_disclosure on delivery (disclosure, conversation, recipient);

create table not_asked (
    sender     text    not null,
    disclosure uuid    not null,
    line       integer not null,
    agency     text    not null,
    team       text    not null,
    role       text    not null,
    code       text    not null,
    because    text    not null,
    primary key (sender, disclosure, line),
    foreign key (sender, disclosure) references disclosure (sender, id)
);
comment on table not_asked is 'Recipients that a disclosure was refused for, and the rule''s reason in words';

create table expected_answer (
    sender      text not null,
    disclosure  uuid not null,
    agency      text not null,
    answered_by uuid,
    primary key (sender, disclosure, agency),
    foreign key (sender, disclosure) references disclosure (sender, id)
);
comment on table expected_answer is 'Who was asked and has to answer. No answer never means that nothing is held';
comment on column expected_answer.answered_by is 'The answering agency''s disclosure; empty again when that is returned';

create table entry (
    id       uuid        not null primary key,
    bytes    bytea       not null,
    hash     bytea       not null check (length(hash) = 32),
    appended timestamptz not null default now()
);
comment on table entry is 'The ledger''s entries as they are hashed, written in the transaction that they are evidence of. Never updated';

create table notice (
    id         uuid        not null primary key,
    agency     text        not null,
    about      text        not null,
    disclosure uuid        not null,
    at         timestamptz not null,
    jws        text        not null
);
comment on table notice is 'The gateway''s signed words to agencies, without data of subjects';
create index notice_mailbox on notice (agency, at);

create table quarantine (
    id      uuid        not null primary key,
    agency  text        not null,
    at      timestamptz not null,
    digest  text        not null check (digest ~ '^[0-9a-f]{64}$'),
    content bytea       not null,
    unique (agency, digest)
);
comment on table quarantine is 'Documents above the gateway''s marking, unread, sealed to the quarantine officer';
