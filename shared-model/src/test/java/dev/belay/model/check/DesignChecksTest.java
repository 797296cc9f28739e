package dev.belay.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.file.Examples;
import dev.belay.model.network.Site;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DesignChecksTest {

    /// Rules that only a file can break, since typed values can't.
    private static final Set<ProblemCode> OF_FILES =
            EnumSet.range(ProblemCode.FILE_TOO_LARGE, ProblemCode.DUPLICATE_ID);

    private static Optional<Problem> find(Design design, ProblemCode code) {
        return DesignChecks.check(design).stream().filter(p -> p.code() == code).findFirst();
    }

    @Test
    void every_rule_is_broken_by_a_design_that_breaks_it() {
        Set<ProblemCode> wanted = EnumSet.complementOf(EnumSet.copyOf(OF_FILES));
        assertThat(WrongDesigns.all().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
        WrongDesigns.all()
                .forEach((code, design) ->
                        assertThat(DesignChecks.check(design))
                                .extracting(Problem::code)
                                .as(code.code())
                                .contains(code));
    }

    @Test
    void every_text_of_a_problem_is_filled_and_quotes_what_was_found() {
        WrongDesigns.all()
                .forEach((code, design) -> {
                    Problem problem = find(design, code).orElseThrow();
                    for (Locale locale : Languages.ALL) {
                        assertThat(problem.sentence(locale) + problem.advice(locale))
                                .as(code.code())
                                .doesNotContain("{", "}", "''");
                    }
                });
    }

    @Test
    void a_fix_mends_the_problem_that_offers_it() {
        for (Design design : WrongDesigns.all().values()) {
            for (Problem problem : DesignChecks.check(design)) {
                if (problem.fix().isPresent()) {
                    Design mended = problem.fix().get().apply(design);
                    assertThat(DesignChecks.check(mended))
                            .as(problem.toString())
                            .doesNotContain(problem);
                }
            }
        }
    }

    @Test
    void an_ipv4_virtual_ip_wants_no_way_back_to_ipv6_networks_of_the_site() {
        Design design = Examples.design("ec2-route-table");
        Site site = design.sites().getFirst();
        List<Cidr> both = new ArrayList<>(site.cidrs());
        both.add(Cidr.parse("2001:db8:2::/48").orThrow());
        assertThat(find(design.with(site.withCidrs(both)), ProblemCode.RETURN_ROUTE_MISSING))
                .isEmpty();
    }

    @Test
    void problems_come_worst_first() {
        for (Design design : WrongDesigns.all().values()) {
            assertThat(DesignChecks.check(design))
                    .extracting(Problem::severity)
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void two_of_three_votes_in_one_zone_are_a_warning_with_the_move_that_mends_it() {
        Design design = WrongDesigns.of(ProblemCode.VOTES_IN_ONE_ZONE);
        Problem problem = find(design, ProblemCode.VOTES_IN_ONE_ZONE).orElseThrow();
        ThingFix.Move move =
                new ThingFix.Move(new ThingId("gw-2"), "gw-2", new ThingId("rack-c"), "rack-c");
        assertThat(problem)
                .isEqualTo(
                        Problem.of(
                                        ProblemCode.VOTES_IN_ONE_ZONE,
                                        new Place.AtThing(new ThingId("rack-b"), ""),
                                        "2",
                                        "3",
                                        "rack-b")
                                .withFix(move));
        assertThat(problem.sentence(Locale.ENGLISH))
                .isEqualTo("2 of 3 votes are in 'rack-b': losing this zone stops the cluster.");
        assertThat(move.label(Locale.ENGLISH)).isEqualTo("Move gw-2 to rack-c");
        assertThat(move.label(Locale.JAPANESE)).isEqualTo("gw-2 を rack-c へ移動");
    }

    @Test
    void a_witness_is_added_in_a_zone_that_has_no_vote() {
        Design design = WrongDesigns.of(ProblemCode.TWO_NODES_NEED_WITNESS);
        Problem problem = find(design, ProblemCode.TWO_NODES_NEED_WITNESS).orElseThrow();
        Design mended = problem.fix().orElseThrow().apply(design);
        Node witness = mended.find(new ThingId("witness"), Node.class).orElseThrow();
        assertThat(witness.role()).isEqualTo(NodeRole.WITNESS);
        assertThat(mended.containerOf(witness, Zone.class).map(Zone::name))
                .contains("ap-northeast-1d");
        assertThat(DesignChecks.check(mended))
                .containsExactly(
                        Problem.of(
                                ProblemCode.ADDRESS_MISSING,
                                new Place.AtThing(witness.id(), ""),
                                "witness"));
    }

    @Test
    void a_virtual_ip_inside_the_vpc_says_so_in_both_languages() {
        Design design = WrongDesigns.of(ProblemCode.VIP_IN_VPC);
        Problem problem = find(design, ProblemCode.VIP_IN_VPC).orElseThrow();
        assertThat(problem.sentence(Locale.ENGLISH))
                .isEqualTo(
                        "The virtual IP '10.0.1.9' lies inside the network '10.0.0.0/16' of the VPC"
                                + " 'Production VPC': no route can lead to it.");
        assertThat(problem.sentence(Locale.JAPANESE))
                .isEqualTo(
                        "仮想 IP '10.0.1.9' は VPC 'Production VPC' のネットワーク '10.0.0.0/16'"
                                + " の中にあり、ルートで導けません。");
    }

    @Test
    void different_ports_of_a_set_name_both_stations() {
        Design design = WrongDesigns.of(ProblemCode.STATION_DIFFERS);
        assertThat(find(design, ProblemCode.STATION_DIFFERS).orElseThrow().sentence(Locale.ENGLISH))
                .isEqualTo(
                        "The stations 'StationA' and 'StationB' differ in their proxy port: '16080' and"
                                + " '16081'.");
    }

    @Test
    void a_wrong_container_names_those_that_would_be_right() {
        Design design = WrongDesigns.of(ProblemCode.WRONG_CONTAINER);
        Problem problem = find(design, ProblemCode.WRONG_CONTAINER).orElseThrow();
        assertThat(problem.advice(Locale.ENGLISH))
                .isEqualTo("Draw it in site or VPC or zone or subnet, or on the open canvas.");
    }

    @Test
    void a_design_without_zones_has_no_problem_with_zones() {
        Design design = Design.empty(Examples.design("gateway-cluster").cluster());
        for (int i = 1; i <= 3; i++) {
            design =
                    design.with(
                            Node.of(
                                            new ThingId("n" + i),
                                            "n" + i,
                                            i == 1 ? NodeRole.ADMIN : NodeRole.WORKER)
                                    .withAddress(Optional.of(WrongDesigns.ip("10.0.0." + i))));
        }
        assertThat(DesignChecks.check(design)).isEqualTo(List.of());
    }
}
