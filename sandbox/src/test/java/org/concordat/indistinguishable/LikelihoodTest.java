package org.concordat.indistinguishable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void two_samples_of_one_thing_are_within_the_reach_of_chance() {
        for (int i = 0; i < 200; i++) {
            double likelihood = Likelihood.thatTheSecondIsHigher(sample(0), sample(0));
            assertThat(likelihood).isCloseTo(0.5, within(Likelihood.reachOfChance(200)));
        }
    }

    @Test
    void half_a_spread_more_is_beyond_it() {
        double likelihood = Likelihood.thatTheSecondIsHigher(sample(0), sample(0.25));
        assertThat(likelihood).isGreaterThan(0.5 + Likelihood.reachOfChance(200));
    }

    @Test
    void what_is_always_the_same_says_nothing() {
        assertThat(Likelihood.thatTheSecondIsHigher(List.of(4.0, 4.0), List.of(4.0, 4.0)))
                .isEqualTo(0.5);
    }

    private List<Double> sample(double more) {
        List<Double> sample = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sample.add(random.nextDouble() + more);
        }
        return sample;
    }
}
