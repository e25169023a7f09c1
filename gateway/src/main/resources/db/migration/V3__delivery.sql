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
