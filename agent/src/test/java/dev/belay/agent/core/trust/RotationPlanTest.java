package dev.belay.agent.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.cluster.TrustOrder;
import dev.belay.agent.core.trust.RotationPlan.Holding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RotationPlanTest {

    private static final long BEGUN = Renewal.BACKDATED_MILLIS + 1_000;
    private static final Holding BOTH = new Holding(Set.of("old", "new"), Set.of("old", "new"));
    private static final Holding TRUSTS = new Holding(Set.of("old", "new"), Set.of("old"));
    private static final Holding BEHIND = new Holding(Set.of("old"), Set.of("old"));

    @Test
    void one_authority_needs_nothing() {
        var trust = trust("old", Map.of("n1", "old"), authority("old", 0));
        assertThat(plan(trust, Map.of("n1", BOTH), 0).next()).isEmpty();
    }

    @Test
    void the_newer_one_signs_when_all_who_are_up_trust_it_and_all_voters_hold_its_key() {
        var trust = two("old", Map.of("n1", "old", "n2", "old", "n3", "old"));
        assertThat(plan(trust, Map.of("n1", BOTH, "n2", BEHIND), 0).next()).isEmpty();
        assertThat(plan(trust, Map.of("n1", BOTH, "n2", TRUSTS), 0).next()).isEmpty();
        assertThat(plan(trust, Map.of("n1", BOTH, "n2", BOTH), 0).next())
                .contains(new TrustOrder.SignWith("new"));
    }

    @Test
    void a_newer_one_whose_key_is_nowhere_is_dropped_once_all_voters_have_said_so() {
        var trust = two("old", Map.of("n1", "old", "n2", "old", "n3", "old"));
        assertThat(plan(trust, Map.of("n1", TRUSTS, "n2", TRUSTS), 0).next()).isEmpty();
        assertThat(plan(trust, Map.of("n1", TRUSTS, "n2", TRUSTS, "n3", TRUSTS), 0).next())
                .contains(new TrustOrder.Distrust("new"));
    }

    @Test
    void the_older_one_goes_when_no_member_needs_it() {
        var waiting = two("new", Map.of("n1", "new", "n2", "new", "n3", "old"));
        assertThat(plan(waiting, Map.of("n1", BOTH, "n2", BOTH), 0).next()).isEmpty();
        var done = two("new", Map.of("n1", "new", "n2", "new", "n3", "new"));
        assertThat(plan(done, Map.of("n1", BOTH, "n2", BOTH), 0).next())
                .contains(new TrustOrder.Distrust("old"));
    }

    @Test
    void a_member_that_stays_away_beyond_the_bound_is_given_up_and_one_that_is_there_is_not() {
        var trust = two("new", Map.of("n1", "new", "n2", "old", "n3", "old"));
        assertThat(plan(trust, Map.of("n1", BOTH, "n2", BOTH), BEGUN + 10_001).next())
                .contains(
                        new TrustOrder.Revoke(
                                "n3", "s-n3", "away while the authority was changed"));
        assertThat(plan(trust, Map.of("n1", BOTH, "n2", BOTH, "n3", BOTH), BEGUN + 10_001).next())
                .isEmpty();
    }

    @Test
    void a_certificate_is_renewed_at_two_thirds_of_its_life_and_before_its_end() {
        long day = Renewal.BACKDATED_MILLIS;
        long from = 10 * day;
        long until = from + day + 90 * day;
        assertThat(Renewal.at(from, until)).isEqualTo(from + day + 60 * day);
        assertThat(Renewal.isDue(from, until, 0, from + 61 * day - 1)).isFalse();
        assertThat(Renewal.isDue(from, until, 0, from + 61 * day)).isTrue();
        assertThat(Renewal.isDue(from, until, 1, from + 61 * day)).isFalse();
        assertThat(Renewal.isDue(from, until, 1, from + 69 * day)).isTrue();
        assertThat(Renewal.isUrgent(from, until, from + 75 * day)).isFalse();
        assertThat(Renewal.isUrgent(from, until, from + 76 * day)).isTrue();
    }

    private static RotationPlan plan(Trust trust, Map<String, Holding> holdings, long now) {
        var all = new TreeSet<>(trust.certificates().keySet());
        return new RotationPlan(trust, all, all, holdings, now, 10_000);
    }

    private static Trust two(String signing, Map<String, String> signers) {
        return trust(signing, signers, authority("old", 0), authority("new", 1_000));
    }

    private static Trust trust(
            String signing, Map<String, String> signers, Authority... authorities) {
        var known = new TreeMap<String, Authority>();
        List.of(authorities).forEach(one -> known.put(one.id(), one));
        var certificates = new TreeMap<String, Certificate>();
        signers.forEach((node, signer) ->
                certificates.put(
                        node, new Certificate(node, "s-" + node, "SHA256:x", signer, 0, 1)));
        return new Trust(known, signing, certificates, new TreeMap<>());
    }

    private static Authority authority(String id, long from) {
        return new Authority(id, "pem", "SHA256:" + id, from, Long.MAX_VALUE);
    }
}
