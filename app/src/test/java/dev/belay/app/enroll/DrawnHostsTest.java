package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.node.SshAccess;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import org.junit.jupiter.api.Test;

class DrawnHostsTest {

    /// With two members that are not known yet, and a node that will never be one.
    static Design withStrangers(Design design) {
        return design.with(
                        Node.of(new ThingId("gw-8"), "gw-8.example.com", NodeRole.WORKER)
                                .withSsh(
                                        SshAccess.DEFAULT
                                                .withUser("admin")
                                                .withPort(new Port(2222))))
                .with(
                        Node.of(new ThingId("gw-9"), "gw-9", NodeRole.WITNESS)
                                .withAddress(IpAddress.parse("2001:db8::9").good()))
                .with(Node.of(new ThingId("far"), "far", NodeRole.REMOTE));
    }

    @Test
    void members_are_written_with_their_way_in_unless_they_are_connected() {
        Design design =
                withStrangers(
                        Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD)));
        assertThat(DrawnHosts.of(design, name -> false))
                .containsExactly("admin@gw-8.example.com:2222", "[2001:db8::9]");
        assertThat(DrawnHosts.of(design, "gw-9"::equals))
                .containsExactly("admin@gw-8.example.com:2222");
    }

    @Test
    void what_nothing_says_the_place_of_is_left_out() {
        Design design =
                Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD))
                        .with(Node.of(new ThingId("a"), "not a host", NodeRole.WORKER));
        assertThat(DrawnHosts.of(design, name -> false)).isEmpty();
    }
}
