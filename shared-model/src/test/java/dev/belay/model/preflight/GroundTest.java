package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundTest {

    private static final String INSTANCE = "i-0c1d9e27a4b8f3356";

    @Test
    void where_no_interface_is_named_the_one_at_device_index_0_counts_wherever_it_is_listed() {
        String second =
                GoodAnswers.INTERFACE
                        .formatted("eni-0ddddddd", INSTANCE, "subnet-2222aaaa")
                        .replace("\"DeviceIndex\": 0", "\"DeviceIndex\": 1");
        String first = GoodAnswers.INTERFACE.formatted("eni-0d41c7f2", INSTANCE, "subnet-2222aaaa");
        Environment environment =
                Environment.good()
                        .without("instances")
                        .set("interfaces", "/NetworkInterfaces/0", second)
                        .add("interfaces", "/NetworkInterfaces", first);
        Wanted.NodeAt node = new Wanted.NodeAt("gw-1", Optional.of(INSTANCE), Optional.empty());
        Wanted wanted = environment.nodes(node).wanted();
        Ground ground = new Ground(wanted, environment.read().picture());
        assertThat(ground.interfaceOf(node)).contains("eni-0d41c7f2");
        assertThat(ground.isNode("eni-0ddddddd")).isFalse();
        assertThat(ground.besideOf("eni-0ddddddd")).contains(node);
    }
}
