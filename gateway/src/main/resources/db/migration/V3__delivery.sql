-- Whom notices are for, and that their agency has dealt with them.

alter table disclosure add column team text not null default '';
alter table disclosure alter column team drop default;
comment on column disclosure.team is 'The sender''s team that it is of: the first to be told what becomes of it';

alter table notice rename column disclosure to regarding;
alter table notice
    add column desk text not null default 'team'
        check (desk in ('team', 'deputy', 'out-of-hours', 'data-protection', 'senior')),
    add column team text not null default '',
    add column confirmed timestamptz,
    add column statement text,
    add column read_by text;
alter table notice alter column desk drop default;
alter table notice alter column team drop default;
comment on column notice.regarding is 'What it is about: a disclosure of the agency''s own, a delivery or an override';
comment on column notice.confirmed is 'When the agency confirmed it, in business time: it waits for nobody any more';
comment on column notice.statement is 'The agency''s signed receipt for the notice';

-- What of a delivery decides about access is covered by a MAC, whose key is in a key store and never here. A row that was
-- made or changed by hand is not honoured; nor is one that was put back to an earlier state of its own, for the ledger
-- knows how far it had come.

alter table disclosure add column overtakes boolean not null default false;
comment on column disclosure.overtakes is 'Whether it waits for nothing earlier in its conversation';

alter table delivery drop constraint delivery_state_check;
alter table delivery
    add constraint delivery_state_check
        check (state in ('queued', 'released', 'held', 'delivered', 'received', 'returned')),
    add column content_digest text not null default '',
    add column grounds_digest text not null default '',
    add column released_once boolean not null default false,
    add column mac text not null default '',
    add column reach_by timestamptz not null default '9999-01-01',
    add column changed boolean not null default false;
alter table delivery alter column content_digest drop default;
alter table delivery alter column grounds_digest drop default;
alter table delivery alter column released_once drop default;
alter table delivery alter column mac drop default;
alter table delivery alter column reach_by drop default;
comment on column delivery.content_digest is 'SHA-256 of content, in hexadecimal';
comment on column delivery.grounds_digest is 'SHA-256 of grounds, in hexadecimal';
comment on column delivery.released_once is 'Whether it was ever released: it may have reached its recipient';
comment on column delivery.mac is 'Over every field that decides about access, and the state';
comment on column delivery.reach_by is 'When it is held and its sender told, if it is still on its way; in business time';
comment on column delivery.changed is 'What it rests on has changed: it is decided anew at once';

drop index delivery_due;
create index delivery_due on delivery (connector, next_attempt) where state in ('queued', 'released', 'held');
create index delivery_late on delivery (reach_by) where state in ('queued', 'released');
create index delivery_held on delivery (sender, since) where state = 'held';
create index delivery_changed on delivery (id) where changed;
drop index delivery_mailbox;
create index delivery_mailbox on delivery (recipient, since) where state in ('queued', 'released', 'held', 'delivered');

alter table entry add column delivery uuid, add column reached text
    check (reached in ('released', 'delivered', 'received', 'returned'));
comment on column entry.delivery is 'The delivery that it is evidence of, as its bytes say';
comment on column entry.reached is 'How far that delivery had come by it';
create index entry_delivery on entry (delivery) where delivery is not null;

create table forged_row (
    relation text        not null,
    id       text        not null,
    found    timestamptz not null default now(),
    primary key (relation, id)
);
comment on table forged_row is 'Rows that the gateway did not write, once each: of every one there is an entry';

alter table notice add column until timestamptz;
comment on column notice.until is 'When the next desk is told, unless it is confirmed before; empty once that is done';
create index notice_unconfirmed on notice (until) where confirmed is null;
create index notice_regarding on notice (regarding, about);
