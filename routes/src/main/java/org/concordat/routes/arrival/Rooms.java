package org.concordat.routes.arrival;

import java.util.Optional;
import org.concordat.routes.hop.Room;
import org.concordat.schemas.terminology.AgencyId;

/** The memory that what is picked up shares with what is called in. Safe to share. */
public interface Rooms {
    /** Room for so many bytes and what is made of them; empty while there is none. */
    Optional<Held> hold(AgencyId agency, long bytes);

    /** The most bytes that there can ever be room for. */
    long most();

    /** Room that was given, until it is closed. */
    interface Held extends Room, AutoCloseable {
        @Override
        void close();
    }
}
