package org.concordat.gateway.operation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Spans for a collector of OpenTelemetry's: requests by method, template of the path and status; routes by name and agency;
 * hops by outcome and code. Nothing else gets in: no address as it was called, no header, no id, no words of an error. Safe to
 * share; without a collector there are none.
 */
final class Traces implements ObservationHandler<ServerRequestObservationContext>, AutoCloseable {
    private static final String API = "/v1/";

    private final SdkTracerProvider spans;
    private final Tracer tracer;

    Traces(Optional<URI> collector) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setSampler(collector.isPresent() ? Sampler.alwaysOn() : Sampler.alwaysOff())
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "concordat")));
        collector
                .map(place -> OtlpHttpSpanExporter.builder().setEndpoint(place.toString()))
                .map(exporter -> BatchSpanProcessor.builder(exporter.build()).build())
                .ifPresent(builder::addSpanProcessor);
        spans = builder.build();
        tracer = spans.get("concordat");
    }

    /** What a route does on this thread. */
    <T> T carried(String route, AgencyId agency, Supplier<T> carrying) {
        Span span = tracer.spanBuilder(route)
                .setAttribute("concordat.agency", agency.value())
                .startSpan();
        try {
            return Context.current().with(span).wrapSupplier(carrying).get();
        } finally {
            span.end();
        }
    }

    /** A hop that ended just now. */
    void hop(String name, String outcome, String code, Duration took) {
        long now = Clock.getDefault().now();
        tracer.spanBuilder(name)
                .setAttribute("concordat.outcome", outcome)
                .setAttribute("concordat.code", code)
                .setStartTimestamp(now - took.toNanos(), TimeUnit.NANOSECONDS)
                .startSpan()
                .end(now, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext request
                && Objects.requireNonNull(request.getCarrier()).getRequestURI().startsWith(API);
    }

    /** A trace that the caller says it is in is not ours. */
    @Override
    public void onStart(ServerRequestObservationContext request) {
        Span span = tracer.spanBuilder("request").setNoParent().startSpan();
        request.put(Span.class, span);
        request.put(Scope.class, ContextStorage.get().attach(Context.root().with(span)));
    }

    /** Of few words each, whatever the caller sent. */
    @Override
    public void onStop(ServerRequestObservationContext request) {
        Span span = request.getRequired(Span.class);
        request.getLowCardinalityKeyValues()
                .forEach(word -> span.setAttribute("http." + word.getKey(), word.getValue()));
        request.<Scope>getRequired(Scope.class).close();
        span.end();
    }

    /** What was not sent yet is sent. */
    @Override
    public void close() {
        spans.close();
    }
}
