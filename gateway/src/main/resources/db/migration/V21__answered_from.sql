-- Whose answer it is: ids are each sender's own, and the answer may be given back after who asked has another name.

alter table expected_answer add column answered_from text;
comment on column expected_answer.answered_from is 'The agency that sent answered_by; where it is empty, the agency that was asked';
