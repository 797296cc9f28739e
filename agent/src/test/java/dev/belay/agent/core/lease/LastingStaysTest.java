package dev.belay.agent.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.IssuerInput.Confirmation;
import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What runs on a remote node goes on whoever is silent.
class LastingStaysTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Terms TERMS = Terms.of(TimingProfile.STANDARD, Duration.ofMillis(100));

    private static Report report(String node, long question, Map<String, Report.Ending> ended) {
        return new Report(node, 1, 0, question, Map.of(), ended, Map.of());
    }

    /// `web` runs on `far` and is wished for on `n2`, which speaks.
    private static Issuer issuer(Set<String> fenceable) {
        Issuer issuer =
                Issuer.first(
                                new Reign(1, 0, TERMS, Set.of("n1", "n2", "n3")),
                                Map.of("web", new Tenancy("web", 4, "far", 1, "")))
                        .fencing(fenceable)
                        .lasting(Set.of("far"));
        issuer = issuer.decide(new IssuerInput.Reported(report("n2", 1, Map.of()), 1)).next();
        return issuer.decide(new IssuerInput.Wished(Map.of("web", "n2"), 2)).next();
    }

    @Test
    void silence_ends_nothing_and_nobody_is_asked_not_to_vouch() {
        Issuer issuer = issuer(Set.of());
        for (long at = SECOND; at < 3_600 * SECOND; at += SECOND) {
            IssuerDecision decision = issuer.decide(new IssuerInput.Ticked(at));
            assertThat(decision.effects()).isEmpty();
            issuer = decision.next();
        }
    }

    @Test
    void a_silent_one_is_fenced_once_its_connection_was_tried_long_enough() {
        Issuer issuer = issuer(Set.of("far"));
        assertThat(issuer.decide(new IssuerInput.Ticked(Terms.REMOTE_LOST - 1)).effects())
                .isEmpty();
        IssuerDecision lost = issuer.decide(new IssuerInput.Ticked(Terms.REMOTE_LOST + 2));
        assertThat(lost.effects())
                .containsExactly(new IssuerEffect.Fence("far", 1, "far is silent"));
        IssuerDecision unknown =
                lost.next()
                        .decide(
                                new IssuerInput.Fenced(
                                        "far", 1, Confirmation.UNKNOWN, Terms.REMOTE_LOST + 3));
        assertThat(unknown.effects()).isEmpty();
        IssuerDecision confirmed =
                unknown.next()
                        .decide(
                                new IssuerInput.Fenced(
                                        "far", 1, Confirmation.CONFIRMED, Terms.REMOTE_LOST + 4));
        assertThat(confirmed.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        IssuerEffect.Propose.class,
                        propose -> {
                            assertThat(propose.tenancy().node()).isEqualTo("n2");
                            assertThat(propose.tenancy().generation()).isEqualTo(5);
                        });
    }

    @Test
    void its_own_word_ends_a_stay() {
        IssuerDecision decision =
                issuer(Set.of())
                        .decide(
                                new IssuerInput.Reported(
                                        report("far", 1, Map.of("web", Report.Ending.of(4, ""))),
                                        SECOND));
        assertThat(decision.effects()).anyMatch(IssuerEffect.Propose.class::isInstance);
    }

    private static Holder granted(Holder holder, long question, Grant grant, long at) {
        return holder.decide(new HolderInput.Granted(question, grant, at)).next();
    }

    @Test
    void who_speaks_for_it_stops_nothing_without_an_answer() {
        Holder holder = Holder.first("far", 1, TERMS.lasting(), 0);
        holder = holder.decide(new HolderInput.Ticked(1)).next();
        holder = granted(holder, 1, new Grant(1, Map.of("web", 4L), Map.of()), 2);
        holder = holder.decide(new HolderInput.Started("web", 4, "")).next();
        for (long at = SECOND; at < 86_400 * SECOND; at += 3_600 * SECOND) {
            HolderDecision decision = holder.decide(new HolderInput.Ticked(at));
            assertThat(decision.effects()).noneMatch(HolderEffect.Stop.class::isInstance);
            holder = decision.next();
        }
        assertThat(holder.isWanted("web", 4)).isTrue();
    }

    @Test
    void what_another_has_begun_there_has_ended_only_once_it_was_stopped() {
        Holder holder = Holder.first("far", 1, TERMS.lasting(), 0);
        holder = holder.decide(new HolderInput.Ticked(1)).next();
        HolderDecision closed =
                holder.decide(
                        new HolderInput.Granted(1, new Grant(1, Map.of(), Map.of("web", 4L)), 2));
        assertThat(closed.effects()).contains(new HolderEffect.Stop("web", 4, Long.MAX_VALUE));
        assertThat(closed.next().ended()).isEmpty();
        HolderDecision stopped =
                closed.next().decide(new HolderInput.Stopped("web", 4, "", 3 * SECOND));
        assertThat(stopped.next().ended()).isEqualTo(Map.of("web", Report.Ending.of(4, "")));
        HolderDecision failed =
                closed.next().decide(new HolderInput.Stopped("web", 4, "it hangs", 3 * SECOND));
        assertThat(asked(failed.effects()).stuck()).isEqualTo(Map.of("web", "it hangs"));
    }

    private static Report asked(List<HolderEffect> effects) {
        return effects.stream()
                .filter(HolderEffect.Ask.class::isInstance)
                .map(HolderEffect.Ask.class::cast)
                .findFirst()
                .orElseThrow()
                .report();
    }
}
