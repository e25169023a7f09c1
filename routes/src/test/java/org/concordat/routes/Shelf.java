package org.concordat.routes;

import java.util.ArrayList;
import java.util.List;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.connector.Arrival;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.PickUp;
import org.concordat.routes.connector.PickUp.Answer;

/** One place after the other: hands out what a test put there. */
final class Shelf implements PickUp {
    private final boolean open;
    final List<Arrival> lying = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    Runnable first = () -> {};

    Shelf(boolean open) {
        this.open = open;
    }

    @Override
    public String name() {
        return open ? "secure-email" : "sftp";
    }

    @Override
    public boolean isOpenToAll() {
        return open;
    }

    @Override
    public void look(List<Agency> agencies, Taking taking) throws ConnectorFailed {
        first.run();
        for (Arrival arrival : lying) {
            answers.add(taking.take(agencies.get(0), arrival));
        }
    }

    Answer last() {
        return answers.get(answers.size() - 1);
    }
}
