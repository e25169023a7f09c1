package org.concordat.gateway.soap;

import org.apache.cxf.Bus;
import org.apache.cxf.ws.security.policy.custom.DefaultAlgorithmSuiteLoader;
import org.apache.neethi.Assertion;
import org.apache.neethi.Policy;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.policy.SPConstants;
import org.apache.wss4j.policy.model.AbstractSecurityAssertion;
import org.apache.wss4j.policy.model.AlgorithmSuite;

/**
 * What the policy's suite of algorithms means here. CXF's own meaning of that name leaves RSA-OAEP at its oldest defaults, and
 * has no setting for it.
 */
final class EnvelopeSuite extends DefaultAlgorithmSuiteLoader {
    @Override
    public AlgorithmSuite getAlgorithmSuite(Bus bus, SPConstants.SPVersion version, Policy nested) {
        // which has the assertion's name made known
        super.getAlgorithmSuite(bus, version, nested);
        return new Suite(version, nested);
    }

    private static final class Suite extends AlgorithmSuite {
        private static final int SMALLEST_KEY = 2048;
        private static final int LARGEST_KEY = 4096;

        Suite(SPConstants.SPVersion version, Policy nested) {
            super(version, nested);
        }

        @Override
        protected AbstractSecurityAssertion cloneAssertion(Policy nested) {
            return new Suite(getVersion(), nested);
        }

        @Override
        protected void parseCustomAssertion(Assertion assertion) {
            AlgorithmSuiteType type = new AlgorithmSuiteType(
                    assertion.getName().getLocalPart(),
                    WSConstants.SHA256,
                    WSConstants.AES_256_GCM,
                    SPConstants.KW_AES256,
                    WSConstants.KEYTRANSPORT_RSAOAEP_XENC11,
                    SPConstants.P_SHA1_L256,
                    SPConstants.P_SHA1_L192,
                    256,
                    192,
                    256,
                    256,
                    SMALLEST_KEY,
                    LARGEST_KEY);
            type.setAsymmetricSignature(WSConstants.RSA_SHA256);
            type.setEncryptionDigest(WSConstants.SHA256);
            type.setMGFAlgo(WSConstants.MGF_SHA256);
            type.setNamespace(assertion.getName().getNamespaceURI());
            setAlgorithmSuiteType(type);
        }
    }
}
