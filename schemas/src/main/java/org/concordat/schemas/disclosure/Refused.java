package org.concordat.schemas.disclosure;

import org.xml.sax.SAXException;

/** Stops the reading of a document at a construct that none may have. */
final class Refused extends SAXException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Refused(String code, String location, String message) {
        super(code);
        this.finding = new Finding(Finding.Severity.ERROR, code, location, message);
    }

    Finding finding() {
        return finding;
    }
}
