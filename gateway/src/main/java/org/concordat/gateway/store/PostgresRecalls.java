package org.concordat.gateway.store;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.routes.delivery.Recalls.Recalled;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of deliveries that rested on a consent when it is withdrawn. */
final class PostgresRecalls {
    private PostgresRecalls() {}

    /**
     * Within the transaction that commits the withdrawal, and has locked the consent: what waits is decided anew at
     * once, and of what left, a recall begins.
     *
     * @param notices what to say of each delivery that left
     */
    static void begin(JdbcClient sql, UUID consent, Function<Recalled, List<Notice>> notices) {
        sql.sql("""
                        update delivery set changed = true
                        where id in (select delivery from delivery_consent where consent = ?)
                            and state in ('queued', 'released', 'held')
                        """).param(consent).update();
        sql.sql("""
                        select d.id, d.disclosure, d.sender, o.team as sender_team, d.recipient, d.team
                        from delivery_consent c join delivery d on d.id = c.delivery
                            join disclosure o on o.sender = d.sender and o.id = d.disclosure
                        where c.consent = ? and d.released_once and not exists (
                            select from notice n where n.regarding = d.id and n.about = 'recalled')
                        order by d.id
                        """)
                .param(consent)
                .query((row, n) -> new Recalled(
                        row.getObject("id", UUID.class),
                        row.getObject("disclosure", UUID.class),
                        new AgencyId(row.getString("sender")),
                        new TeamId(row.getString("sender_team")),
                        new AgencyId(row.getString("recipient")),
                        new TeamId(row.getString("team"))))
                .list()
                .forEach(recalled -> notices.apply(recalled).forEach(notice -> PostgresNotices.insert(sql, notice)));
    }
}
