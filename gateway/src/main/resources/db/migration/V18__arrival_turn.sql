-- Which node looks for what agencies hand in at a place, and until when: another one goes on once it is gone.

create table arrival_turn (
    place text primary key,
    node uuid not null,
    until timestamptz not null
);
