package org.concordat.sandbox.partner;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import org.concordat.protection.key.TrustPolicy;

/** The mail server that the gateway's e-mail leaves by and arrives at: a GreenMail, over TLS. */
public final class PostOffice implements AutoCloseable {
    public static final String GATEWAYS_ADDRESS = "gateway@concordat.example";
    public static final String GATEWAYS_USER = "gateway";
    public static final String GATEWAYS_PASSWORD = "right";

    private final GreenMail mail;

    private PostOffice(GreenMail mail) {
        this.mail = mail;
    }

    /**
     * Starts it on free ports. Its certificate is the same for all of a process.
     *
     * @param own the key store of its certificate
     */
    public static PostOffice start(Path own) {
        System.setProperty("greenmail.tls.keystore.file", own.toString());
        System.setProperty("greenmail.tls.keystore.password", TrustPolicy.SAMPLE_PASSWORD);
        GreenMail mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
        });
        mail.setUser(GATEWAYS_ADDRESS, GATEWAYS_USER, GATEWAYS_PASSWORD);
        mail.start();
        return new PostOffice(mail);
    }

    /** Where e-mail is handed in. */
    public String outgoing() {
        return "smtps://localhost:" + mail.getSmtps().getPort();
    }

    /** Where e-mail is read. */
    public String incoming() {
        return "imaps://localhost:" + mail.getImaps().getPort();
    }

    /** All that it holds. */
    public GreenMail mail() {
        return mail;
    }

    @Override
    public void close() {
        mail.stop();
    }
}
