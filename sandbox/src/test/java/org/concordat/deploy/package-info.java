/** What is offered for deploying the gateway, tried as far as one machine can. */
package org.concordat.deploy;
