package org.concordat.gateway.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.TlsContext;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * Who may call what. Deny by default: only what {@link Endpoint} lists is open, to callers with its scope. The parts of
 * the resource server are put together here by hand, because its configurer opens paths of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@Import({Systems.class, AccessRefusals.class})
public class IdentityConfiguration {
    /** Where SOAP is spoken, by gateways that do. */
    public static final String SOAP = "/v1/soap";

    @Bean
    KeycloakKeys keycloakKeys(GatewaySettings settings) throws IOException, KeysUnreadable, GeneralSecurityException {
        GatewaySettings.Keycloak keycloak = settings.keycloak();
        X509Certificate authority = Certificates.read(keycloak.authority());
        SSLContext tls = TlsContext.of(Optional.empty(), TlsContext.trusting(List.of(authority)));
        return new KeycloakKeys(keycloak.jwks().toURL(), tls.getSocketFactory());
    }

    /** Health and metrics, on the operators' own loopback port alone: on the API's port this matches nothing. */
    @Bean
    @Order(1)
    SecurityFilterChain operatorAccess(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain agencyAccess(
            HttpSecurity http,
            KeycloakKeys keys,
            GatewaySettings settings,
            Systems systems,
            RealTime time,
            AccessRefusals refusals) {
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(new RememberedTokens(
                TokenDecoder.of(
                        keys, settings.keycloak().issuer(), settings.keycloak().audience()),
                time.clock()));
        provider.setJwtAuthenticationConverter(new Callers(systems));
        BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(new ProviderManager(provider));
        bearer.setAuthenticationEntryPoint(refusals);
        bearer.setAuthenticationFailureHandler(refusals);
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(h -> h.defaultsDisabled()
                        .contentTypeOptions(c -> {})
                        .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store")))
                .addFilterAfter(bearer, LogoutFilter.class)
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(a -> {
                    for (Endpoint endpoint : Endpoint.values()) {
                        a.requestMatchers(endpoint.method(), endpoint.path()).hasAuthority("SCOPE_" + endpoint.scope());
                    }
                    if (settings.soap()) {
                        // what comes there proves itself by its envelope
                        a.requestMatchers(SOAP).permitAll();
                    }
                    a.anyRequest().denyAll();
                })
                .build();
    }
}
