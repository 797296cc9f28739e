package dev.belay.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final ThingId NAME = new ThingId("name");

    private static VirtualIp vip(VirtualIpMeans means) {
        return VirtualIp.of(VIP, "front")
                .withAddress(Optional.of(IpAddress.parse("10.99.0.5").orThrow()))
                .withMeans(means);
    }

    private static Form form(VirtualIp vip, String host) {
        Service web =
                Service.of(new ThingId("web"), "web")
                        .withResources(
                                List.of(
                                        VirtualIpResource.of("address", VIP),
                                        DnsResource.of("record", NAME)));
        Design design =
                Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                        .with(vip)
                        .with(DnsRecord.of(NAME, "name", host).withZoneId(Optional.of("Z1")))
                        .with(web);
        return Form.of(design, web);
    }

    @Test
    void an_address_that_a_route_leads_to_stands_for_itself_alone() {
        VirtualIp routed = vip(VirtualIpMeans.ROUTE_TABLE);
        VirtualIp onLan = vip(VirtualIpMeans.LAN);

        assertThat(form(routed.withPrefix(24), "a.example.com"))
                .isEqualTo(form(routed, "a.example.com"));
        assertThat(form(routed.withDevice("lo"), "a.example.com"))
                .isEqualTo(form(routed, "a.example.com"));
        assertThat(form(routed.withDevice("eth1"), "a.example.com"))
                .isNotEqualTo(form(routed, "a.example.com"));
        assertThat(form(onLan.withPrefix(24), "a.example.com"))
                .isNotEqualTo(form(onLan, "a.example.com"));
    }

    @Test
    void a_name_is_the_same_in_any_case_and_with_a_dot_at_its_end() {
        VirtualIp vip = vip(VirtualIpMeans.LAN);

        assertThat(form(vip, "A.Example.com.")).isEqualTo(form(vip, "a.example.com"));
        assertThat(form(vip, "b.example.com")).isNotEqualTo(form(vip, "a.example.com"));
    }

    @Test
    void a_secondary_address_stands_for_itself_alone_and_is_begun_anew_in_another_region() {
        Vpc vpc = Vpc.of(new ThingId("vpc"), "vpc").withRegion("eu-central-1");
        Service web =
                Service.of(new ThingId("web"), "web")
                        .withResources(
                                List.of(
                                        VirtualIpResource.of("address", VIP),
                                        SecondaryIpResource.of("second", VIP)));
        Design design =
                Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                        .with(vpc)
                        .with(
                                Node.of(new ThingId("one"), "one", NodeRole.WORKER)
                                        .withWithin(Optional.of(vpc.id())))
                        .with(vip(VirtualIpMeans.SECONDARY_IP))
                        .with(web);
        Form form = Form.of(design, web);

        assertThat(Form.of(design.with(vip(VirtualIpMeans.SECONDARY_IP).withPrefix(24)), web))
                .isEqualTo(form);
        assertThat(Form.of(design.with(vpc.withAccount("123456789012")), web)).isEqualTo(form);
        assertThat(Form.of(design.with(vpc.withRegion("us-east-1")), web)).isNotEqualTo(form);
    }
}
