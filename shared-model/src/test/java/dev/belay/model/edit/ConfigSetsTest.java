package dev.belay.model.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two sets; a service that has the first in force twice, the second once, and a program between.
class ConfigSetsTest {

    private static final ThingId WEB = new ThingId("web");

    private final Design design =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD))
                    .withConfigSets(List.of(ConfigSet.of("nginx"), ConfigSet.of("certs 2")))
                    .with(
                            Service.of(WEB, "web")
                                    .withResources(
                                            List.of(
                                                    ConfigSetResource.of("one", "nginx"),
                                                    OcfResource.of("daemon", "nginx"),
                                                    ConfigSetResource.of("two", "certs 2"),
                                                    ConfigSetResource.of("three", "nginx"))));

    private static List<Resource> resources(Design of) {
        return of.find(WEB, Service.class).orElseThrow().resources();
    }

    @Test
    void a_new_one_and_a_copy_have_names_that_are_free() {
        Design one = ConfigSets.added(design, ConfigSets.fresh(design));
        Design two = ConfigSets.added(one, ConfigSets.fresh(one));
        Design three = ConfigSets.added(two, ConfigSets.named(two, ConfigSet.of("nginx")));
        Design four = ConfigSets.added(three, ConfigSets.named(three, ConfigSet.of("certs 2")));
        assertThat(four.configSets())
                .extracting(ConfigSet::name)
                .containsExactly("nginx", "certs 2", "config-1", "config-2", "nginx-2", "certs 3");
    }

    @Test
    void who_named_it_names_it_still_when_its_name_was_typed_over_that_of_another() {
        List<ConfigSets.Use> uses = ConfigSets.uses(design, 0);
        Design typed = design;
        for (String name : List.of("", "certs 2", "certs 20")) {
            typed = ConfigSets.changed(typed, 0, ConfigSet.of(name), uses);
        }
        assertThat(resources(typed))
                .containsExactly(
                        ConfigSetResource.of("one", "certs 20"),
                        OcfResource.of("daemon", "nginx"),
                        ConfigSetResource.of("two", "certs 2"),
                        ConfigSetResource.of("three", "certs 20"));
    }

    @Test
    void resources_that_name_it_go_with_it() {
        assertThat(resources(ConfigSets.without(design, 0)))
                .containsExactly(
                        OcfResource.of("daemon", "nginx"), ConfigSetResource.of("two", "certs 2"));
    }

    @Test
    void of_two_with_one_name_either_can_go_and_nobody_loses_it() {
        Design twice = ConfigSets.added(design, ConfigSet.of("nginx").withReload("true"));
        assertThat(ConfigSets.without(twice, 2)).isEqualTo(design);
        assertThat(ConfigSets.uses(twice, 0)).isEmpty();
    }
}
