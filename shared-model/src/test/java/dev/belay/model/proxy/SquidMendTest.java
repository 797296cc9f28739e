package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.Proxy;
import dev.belay.model.proxy.SquidMend.Mark;
import dev.belay.model.proxy.SquidMend.Mended;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SquidMendTest {
    private static final IpAddress NODE = IpAddress.parse("10.0.110.100").good().orElseThrow();
    private static final Proxy PROXY =
            Proxy.of(new ThingId("proxy"), "proxy")
                    .withAllowedSources(List.of(Cidr.parse("10.0.0.0/16").good().orElseThrow()));

    private static Mended mended(String text) {
        return SquidMend.of(text, PROXY, List.of(NODE));
    }

    /// What the source of this feature warns of: "before the line http_access deny all".
    @Test
    void a_line_that_comes_too_late_comes_before_the_one_that_denies_all() {
        Mended mended =
                mended(
                        """
                        acl myacl src 10.0.0.0/16
                        http_access deny all
                        # added later
                        http_access allow myacl
                        """);
        assertThat(mended.left()).isEmpty();
        assertThat(mended.text())
                .isEqualTo(
                        """
                        acl myacl src 10.0.0.0/16
                        acl belay_metadata dst 169.254.0.0/16 fe80::/10 fd00:ec2::254
                        http_access deny belay_metadata
                        http_access allow myacl
                        http_access deny all
                        # added later
                        """);
        assertThat(mended.lines())
                .filteredOn(one -> one.mark() == Mark.TAKEN_OUT)
                .extracting(SquidMend.Line::number)
                .containsExactly(4);
    }

    @Test
    void nodes_that_no_line_lets_through_get_one_and_the_metadata_stays_closed() {
        Mended mended =
                mended(
                        """
                        acl office src 192.168.10.0/24
                        http_access allow office
                        http_access deny all
                        """);
        assertThat(mended.left()).isEmpty();
        assertThat(mended.text())
                .contains(
                        """
                        http_access allow office
                        acl belay_nodes src 10.0.0.0/16
                        """)
                .endsWith("http_access allow belay_nodes\nhttp_access deny all\n");
    }

    @Test
    void what_is_open_to_anybody_is_closed() {
        Mended mended = mended("http_port 3128\nhttp_access allow all\n");
        assertThat(mended.left()).isEmpty();
        assertThat(mended.lines().get(1).mark()).isEqualTo(Mark.TAKEN_OUT);
        assertThat(mended.text()).endsWith("http_access deny all\n");
    }

    @Test
    void a_line_for_others_that_was_never_reached_lets_nobody_through_afterwards() {
        Mended mended =
                mended(
                        """
                        acl myacl src 10.0.0.0/16
                        acl partners src 203.0.113.0/24
                        http_access deny all
                        http_access allow partners
                        http_access allow myacl
                        """);
        assertThat(mended.left()).isEmpty();
        assertThat(mended.text())
                .doesNotContain("allow partners")
                .endsWith("http_access allow myacl\nhttp_access deny all\n");
    }

    @Test
    void a_line_over_two_lines_is_moved_whole() {
        Mended mended =
                mended(
                        """
                        acl a src 10.0.0.0/16
                        http_access deny \\
                          all
                        http_access allow \\
                          a
                        """);
        assertThat(mended.left()).isEmpty();
        assertThat(mended.text())
                .endsWith("http_access allow \\\n  a\nhttp_access deny \\\n  all\n");
    }

    @Test
    void what_is_right_stays_as_it_is() {
        Mended mended = mended(SquidConfig.of(PROXY));
        assertThat(mended.isChanged()).isFalse();
        assertThat(mended.left()).isEmpty();
        assertThat(mended.text()).isEqualTo(SquidConfig.of(PROXY));
    }

    @Test
    void what_hangs_on_something_that_is_not_read_is_left_and_told() {
        Mended mended = mended("include /etc/squid/conf.d/*.conf\nhttp_access deny all\n");
        assertThat(mended.isChanged()).isFalse();
        assertThat(mended.left())
                .extracting(SquidFinding::kind)
                .contains(SquidFinding.Kind.NOT_READ, SquidFinding.Kind.SOURCE_UNDECIDED);
    }

    /// Any order of these lists and of some of these lines.
    @Test
    void whatever_the_order_was_the_nodes_go_through_and_nobody_else() {
        List<String> lists =
                List.of(
                        "acl myacl src 10.0.0.0/16",
                        "acl SSL_ports port 443",
                        "acl meta dst 169.254.0.0/16");
        List<String> rules =
                List.of(
                        "http_access deny meta",
                        "http_access deny CONNECT !SSL_ports",
                        "http_access allow myacl",
                        "http_access allow localhost",
                        "http_access allow all",
                        "http_access deny all");
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> some = new ArrayList<>(rules);
            Collections.shuffle(some, random);
            List<String> text = new ArrayList<>(lists);
            text.addAll(some.subList(0, random.nextInt(some.size() + 1)));
            Collections.shuffle(text, random);
            Mended mended = mended(String.join("\n", text) + "\n");
            assertThat(mended.left()).as("seed %d: %s -> %s", seed, text, mended.text()).isEmpty();
        }
    }
}
