package org.concordat.bench.brokered;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.disclosure.ValidationOutcome;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.Releaser;
import org.concordat.schemas.signature.VerifiedDisclosure;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What the document of an exchange costs by itself, wherever it is stored and however it travels: each party's steps
 * with it, one thread, compiled. No exchange is cheaper than these together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up first
public class Steps {
    private static final int SIZE = 10 * 1024;

    private final DisclosureContext context = DisclosureContext.standard();
    private final DisclosureSigner signer = new DisclosureSigner(context, Clock.systemUTC());
    private final DisclosureVerifier verifier = new DisclosureVerifier();
    private final Sealer sealer = new Sealer();

    private AgencyKeys sender;
    private AgencyKeys recipient;
    private X509Certificate gateway;
    private Releaser releaser;
    private Opener opener;
    private byte[] draft;
    private byte[] signed;
    private Disclosure read;
    private VerifiedDisclosure verified;
    private Set<PartId> kept;
    private byte[] released;
    private Sealed sealed;

    /** Makes certificates of its own, and takes each step once. */
    @Setup
    public void once() throws Exception {
        Path folder = Files.createTempDirectory("concordat-bench");
        Northshire northshire = Northshire.make(Path.of(System.getProperty("concordat.root", ".")), folder);
        sender = keys(northshire, Northshire.POLICE);
        recipient = keys(northshire, Northshire.PROBATION);
        AgencyKeys broker = keys(northshire, "gateway");
        gateway = broker.signing().certificate();
        releaser = new Releaser(broker.signing());
        opener = new Opener(
                recipient.encryption().privateKey(), recipient.encryption().certificate());
        draft = Drafts.inReplyTo(Drafts.answer(SIZE, Clock.systemUTC()), RandomIds.random(), RandomIds.random())
                .getBytes(StandardCharsets.UTF_8);
        signed = sign();
        read = read();
        verified = verify();
        kept = read.parts().map(Part::id).collect(Collectors.toSet());
        released = release();
        sealed = seal();
        openAndVerify();
    }

    private static AgencyKeys keys(Northshire northshire, String name) throws Exception {
        return AgencyKeys.read(northshire.certificates().resolve(name), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
    }

    /** The sender signs its draft, having validated it. */
    @Benchmark
    public byte[] sign() throws Exception {
        return signer.sign(draft, sender.signing());
    }

    /** The gateway reads it, against its schema. */
    @Benchmark
    public Disclosure read() throws Exception {
        return context.parser().parse(signed);
    }

    /** The gateway verifies it, every part. */
    @Benchmark
    public VerifiedDisclosure verify() throws Exception {
        return verifier.verify(read, sender.signing().certificate());
    }

    /** The gateway looks whether it is complete. */
    @Benchmark
    public ValidationOutcome validate() {
        return context.validator().validate(read);
    }

    /** The gateway makes the copy and signs it. */
    @Benchmark
    public byte[] release() {
        UUID id = RandomIds.random();
        return releaser.release(
                verified,
                kept,
                new Release(id, "0".repeat(64), id, Clock.systemUTC().instant(), List.of()));
    }

    /** The gateway seals the copy to the recipient. */
    @Benchmark
    public Sealed seal() throws Exception {
        return sealer.seal(released, List.of(recipient.encryption().certificate()));
    }

    /** The recipient opens it, reads it against its schema and verifies both signatures. */
    @Benchmark
    public VerifiedDisclosure openAndVerify() throws Exception {
        return verifier.verifyReleased(
                context.parser().parse(opener.open(sealed)), sender.signing().certificate(), gateway);
    }

    /** Measures each, in a Java of its own, and says what came of it. */
    public static String run(boolean quick) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(Steps.class.getName())
                        .forks(1)
                        .warmupIterations(quick ? 3 : 10)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 2 : 5)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        double sum = results.stream()
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .sum();
        return results.stream()
                .map(result -> String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getScore()))
                .collect(Collectors.joining(", ", "", String.format(Locale.ROOT, "; together %.0f µs", sum)));
    }
}
