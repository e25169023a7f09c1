package org.concordat.protection.mapping;

import java.util.Map;
import net.sf.saxon.s9api.DocumentBuilder;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmValue;
import org.concordat.schemas.disclosure.DisclosureContext;

/**
 * Makes shapes of records: the same structure, with a constant in the place of each value and the words of closed lists.
 * Records that differ in nothing but values have one shape, byte for byte. Costly to make, and for one thread at a time.
 */
public final class Shape {
    private final Stylesheet stylesheet = Stylesheet.shipped("mapping/shape.xslt", LocalFormat.XML, false);
    private final Map<QName, XdmValue> schemas;

    public Shape() {
        DocumentBuilder trees = stylesheet.saxon().processor().newDocumentBuilder();
        schemas = Map.of(
                new QName("schemas"),
                new XdmValue(
                        DisclosureContext.schemas().stream().map(trees::wrap).toList()));
    }

    /**
     * The shape of a record, as XML.
     *
     * @throws MappingFailed when it holds what no schema declares
     */
    public byte[] of(byte[] record) throws MappingFailed {
        return stylesheet.apply(record, schemas);
    }
}
