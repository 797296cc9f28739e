package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WhatIfCommandTest {

    private static final String EXAMPLE =
            Path.of("..", "examples", "gateway-cluster.belay").toString();

    private record Ran(ExitCode code, String out, String err) {}

    private static Ran run(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        ExitCode code = recorded.run(args);
        return new Ran(code, recorded.out(), recorded.err());
    }

    private static Ran whatIf(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "whatif";
        args[1] = EXAMPLE;
        System.arraycopy(options, 0, args, 2, options.length);
        return run(Locale.ROOT, args);
    }

    @Test
    void one_lost_node_moves_what_ran_there() {
        Ran ran = whatIf("--down", "gw-1");
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith("2 votes are together, 2 are needed.")
                .contains("Down or cut off: gw-1")
                .contains("moves")
                .contains("≤ 1457ms")
                .contains("up to 1s if the node was the coordinator");
    }

    @Test
    void without_a_majority_services_are_lost() {
        Ran ran = whatIf("--down", "gw-1", "--down", "gw-2");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains("no service may run anywhere").contains("lost");
    }

    @Test
    void nodes_may_be_cut_off_from_each_other() {
        Ran ran = whatIf("--cut", "gw-1:gw-2", "--cut", "gw-1:gw-3", "--json");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("\"apart\":[\"gw-1\"]").contains("\"beginsMillis\":1457");
    }

    @Test
    void a_sweep_names_the_faults_that_lose_services() {
        Ran ran = whatIf("--sweep");
        assertThat(ran.code()).as("all nodes are in one site").isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out())
                .contains("down dc ")
                .contains("down gw-1 + down gw-2")
                .contains("no quorum")
                .contains("1 single fault loses a service, 3 pairs do besides.");
        assertThat(whatIf("--sweep", "--json").out()).contains("\"predictions\":");
    }

    @Test
    void what_holds_no_node_is_refused_with_what_does() {
        Ran ran = whatIf("--down", "portal");
        assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ran.err()).contains("'portal'").contains("gw-1").doesNotContain("portal,");
        assertThat(whatIf("--cut", "gw-1").err()).contains("two things as A:B");
        assertThat(whatIf("--sweep", "--down", "gw-1").code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void it_speaks_japanese() {
        Ran ran = run(Locale.JAPANESE, "whatif", EXAMPLE, "--down", "gw-1");
        assertThat(ran.out()).contains("移る").contains("停止または切断: gw-1");
    }
}
