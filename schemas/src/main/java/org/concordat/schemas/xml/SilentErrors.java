package org.concordat.schemas.xml;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Throws what is wrong and prints nothing: messages of parsers quote values. */
final class SilentErrors implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) throws SAXException {
        throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
        throw error;
    }
}
