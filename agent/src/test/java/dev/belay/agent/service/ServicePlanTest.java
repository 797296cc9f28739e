package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.LoadBalancerResource;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServicePlanTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final IpAddress ADDRESS = IpAddress.parse("10.20.1.10").orThrow();

    private static VirtualIp vip() {
        return VirtualIp.of(VIP, "front").withAddress(Optional.of(ADDRESS)).withPrefix(24);
    }

    private static Design design(VirtualIp vip, Resource... resources) {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(vip)
                .with(Service.of(new ThingId("web"), "Web").withResources(List.of(resources)));
    }

    @Test
    void a_service_is_run_in_the_order_of_the_design_with_all_that_a_node_needs() {
        Operations slow = Operations.DEFAULT.withStart(Duration.ofMinutes(5));
        var parameters = new TreeMap<String, String>();
        parameters.put("configfile", "/etc/nginx/nginx.conf");
        Design design =
                design(
                        vip().withDevice("eth1"),
                        VirtualIpResource.of("address", VIP),
                        OcfResource.of("proxy", "nginx")
                                .withParameters(parameters)
                                .withOperations(slow),
                        SystemdResource.of("worker", "worker.service"));

        ServicePlan plan = ServicePlan.of(design, "web");

        assertThat(plan)
                .isEqualTo(
                        new ServicePlan(
                                "web",
                                List.of(
                                        new ServiceResource.Address(
                                                "address", ADDRESS, 24, "eth1", Operations.DEFAULT),
                                        new ServiceResource.Ocf(
                                                "proxy", "heartbeat", "nginx", parameters, slow),
                                        new ServiceResource.Systemd(
                                                "worker", "worker.service", Operations.DEFAULT)),
                                List.of(),
                                plan.form()));
        assertThat(plan.resources())
                .extracting(ServiceResource::kind)
                .containsExactly(
                        "virtual-ip 10.20.1.10/24",
                        "ocf:heartbeat:nginx",
                        "systemd:worker.service");
    }

    @Test
    void a_program_of_ones_own_has_the_words_of_an_init_script_unless_others_are_said() {
        assertThat(
                        ServicePlan.of(
                                        design(
                                                vip(),
                                                ScriptResource.of("one", "/opt/one"),
                                                ScriptResource.of("two", "/opt/two")
                                                        .withStart(List.of("up", "--fast"))),
                                        "web")
                                .resources())
                .containsExactly(
                        new ServiceResource.Script(
                                "one",
                                "/opt/one",
                                List.of("start"),
                                List.of("stop"),
                                List.of("status"),
                                Operations.DEFAULT),
                        new ServiceResource.Script(
                                "two",
                                "/opt/two",
                                List.of("up", "--fast"),
                                List.of("stop"),
                                List.of("status"),
                                Operations.DEFAULT));
    }

    @Test
    void a_program_without_an_absolute_path_is_refused() {
        assertThat(
                        ServicePlan.of(design(vip(), ScriptResource.of("one", "bin/one")), "web")
                                .objections())
                .singleElement()
                .asString()
                .contains("'one'", "absolute path", "'bin/one'");
    }

    @Test
    void every_resource_that_no_agent_runs_yet_is_named_at_once() {
        Design design =
                design(
                        vip(),
                        MirrorResource.of("files", new ThingId("mirror")),
                        ConfigSetResource.of("config", "nginx"),
                        LoadBalancerResource.of("pool", new ThingId("balancer")));

        ServicePlan plan = ServicePlan.of(design, "web");

        assertThat(plan.isRunnable()).isFalse();
        assertThat(plan.objections())
                .containsExactly(
                        "resource 'files' is a mirror, and no agent runs that kind yet: take it out of the service",
                        "resource 'config' is a config set, and no agent runs that kind yet: take it out of the service",
                        "resource 'pool' is a load balancer, and no agent runs that kind yet: take it out of the service");
    }

    @Test
    void a_virtual_IP_without_an_address_cannot_be_run() {
        Design design =
                design(vip().withAddress(Optional.empty()), VirtualIpResource.of("address", VIP));

        assertThat(ServicePlan.of(design, "web").objections())
                .containsExactly(
                        "resource 'address': virtual IP 'front' has no address: give it one");
    }

    @Test
    void a_virtual_IP_that_moves_by_a_route_table_is_put_on_the_node_for_itself_alone() {
        VirtualIp routed = vip().withMeans(VirtualIpMeans.ROUTE_TABLE);

        assertThat(
                        ServicePlan.of(design(routed, VirtualIpResource.of("address", VIP)), "web")
                                .resources())
                .containsExactly(
                        new ServiceResource.Address(
                                "address", ADDRESS, 32, "lo", true, Operations.DEFAULT));
        assertThat(
                        ServicePlan.of(
                                        design(
                                                routed.withDevice("ens5"),
                                                VirtualIpResource.of("address", VIP)),
                                        "web")
                                .resources())
                .containsExactly(
                        new ServiceResource.Address(
                                "address", ADDRESS, 32, "ens5", true, Operations.DEFAULT));
    }

    @Test
    void a_prefix_that_is_none_a_virtual_IP_that_is_missing_and_one_twice_are_said() {
        assertThat(
                        ServicePlan.of(
                                        design(
                                                vip().withPrefix(33),
                                                VirtualIpResource.of("address", VIP)),
                                        "web")
                                .objections())
                .singleElement()
                .asString()
                .contains("1 to 32 bits", "found 33");
        assertThat(
                        ServicePlan.of(
                                        design(
                                                vip(),
                                                VirtualIpResource.of(
                                                        "address", new ThingId("other"))),
                                        "web")
                                .objections())
                .singleElement()
                .asString()
                .contains("virtual IP 'other' was wanted");
        assertThat(
                        ServicePlan.of(
                                        design(
                                                vip(),
                                                VirtualIpResource.of("one", VIP),
                                                VirtualIpResource.of("two", VIP)),
                                        "web")
                                .objections())
                .singleElement()
                .asString()
                .contains("resource 'two'", "twice");
    }

    @Test
    void a_service_that_the_design_does_not_have_cannot_be_run() {
        assertThat(ServicePlan.of(design(vip()), "mail").objections())
                .singleElement()
                .asString()
                .contains("service 'mail' was wanted");
        assertThat(ServicePlan.of(design(vip()), "no id!").isRunnable()).isFalse();
        assertThat(ServicePlan.of(design(vip()), "vip").isRunnable()).isFalse();
    }

    @Test
    void parameters_do_not_stand_in_a_log() {
        var parameters = new TreeMap<String, String>();
        parameters.put("password", "geheim");
        ServiceResource resource =
                new ServiceResource.Ocf("db", "heartbeat", "pgsql", parameters, Operations.DEFAULT);

        assertThat(resource.toString()).isEqualTo("ocf:heartbeat:pgsql db");
    }
}
