-- Of what a connector handed over, its recipient's word may come later: when to look for it next stands in next_attempt.

create index delivery_unconfirmed on delivery (connector, next_attempt) where state = 'delivered';
