/** Systems that speak SOAP, honest and not, for the tests of the endpoint here and of the whole gateway in the sandbox. */
package org.concordat.gateway.envelope;
