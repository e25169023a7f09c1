package org.concordat.schemas.signature;

import org.concordat.schemas.disclosure.Release;

/** Writes a {@link Release} as the last word of a released copy. */
final class ReleaseElement {
    /** Said in every release, so that its absence cannot mean that nothing was withheld. */
    private static final String NOTICE = "This copy may not be everything that the sender holds or sent.";

    private ReleaseElement() {}

    static String of(Release release) {
        StringBuilder text = new StringBuilder(512);
        text.append("<Release xmlns=\"urn:concordat:disclosure:1\" at=\"").append(release.at());
        text.append("\" configuration=\"").append(escaped(release.configuration()));
        text.append("\" decision=\"").append(release.decision());
        text.append("\" entry=\"").append(release.entry()).append("\">");
        for (Release.Withheld withheld : release.withheld()) {
            text.append("<Withheld category=\"").append(withheld.category().code());
            text.append("\" clause=\"").append(escaped(withheld.clause())).append("\">");
            text.append(escaped(withheld.because())).append("</Withheld>");
        }
        return text.append("<Notice>")
                .append(NOTICE)
                .append("</Notice></Release>")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
