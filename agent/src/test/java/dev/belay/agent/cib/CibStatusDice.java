package dev.belay.agent.cib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Throws what a cluster knows of its nodes and of what they did.
final class CibStatusDice {

    private static final String KEY = "00000000-0000-0000-0000-000000000000";
    private final Dice dice;
    private final List<String> hosts;
    private final List<String> up;
    private final Map<String, StringBuilder> histories = new HashMap<>();
    private final Map<String, StringBuilder> transients = new HashMap<>();

    /// @param hosts all of them, and may still grow
    /// @param up those that are, likewise
    CibStatusDice(Dice dice, List<String> hosts, List<String> up) {
        this.dice = dice;
        this.hosts = hosts;
        this.up = up;
    }

    private StringBuilder histories(String host) {
        return histories.computeIfAbsent(host, _ -> new StringBuilder());
    }

    private StringBuilder transients(String host) {
        return transients.computeIfAbsent(host, _ -> new StringBuilder());
    }

    void promotion(String primitive, String host) {
        if (dice.chance(75)) {
            Dice.pair(
                    transients(host),
                    primitive + "-master",
                    "master-" + primitive,
                    dice.pick("1", "5", "5", "10", "100", "0", "-5"));
        }
    }

    void history(String id, String host, boolean here) {
        history(id, host, here, false);
    }

    void history(String id, String host, boolean here, boolean promoted) {
        var text = histories(host);
        text.append("<lrm_resource id=\"").append(id);
        text.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">");
        if (here) {
            int well = promoted ? 8 : 0;
            operation(text, id, promoted ? "promote" : "start", 0, 0, 0, 2);
            if (dice.chance(20)) {
                operation(text, id, "monitor", 10_000, well, dice.chance(50) ? 7 : 1, 3);
                Dice.pair(transients(host), id + "-fail", failCount(id, "monitor_10000"), count());
            } else {
                operation(text, id, "monitor", 10_000, well, well, 3);
            }
        } else {
            operation(text, id, "monitor", 0, 7, 7, 1);
            if (dice.chance(4)) {
                Dice.pair(transients(host), id + "-fail", failCount(id, "start_0"), "INFINITY");
            } else if (dice.chance(4)) {
                Dice.pair(transients(host), id + "-fail", failCount(id, "monitor_10000"), count());
            }
        }
        text.append("</lrm_resource>");
    }

    private String count() {
        return dice.pick("1", "2", "3");
    }

    private static String failCount(String id, String operation) {
        return "fail-count-" + id + "#" + operation;
    }

    private static void operation(
            StringBuilder text,
            String id,
            String task,
            int interval,
            int wanted,
            int got,
            int call) {
        String transition = "1:1:" + wanted + ":" + KEY;
        String name = id + (interval > 0 ? "_monitor_10000" : "_last_0");
        text.append(
                """
                <lrm_rsc_op id="%s" operation_key="%s_%s_%d" operation="%s" crm-debug-origin="x" \
                crm_feature_set="3.16.1" transition-key="%s" transition-magic="0:%d;%s" \
                call-id="%d" rc-code="%d" op-status="0" interval="%d" op-digest="%s"/>\
                """
                        .formatted(
                                name,
                                id,
                                task,
                                interval,
                                task,
                                transition,
                                got,
                                transition,
                                call,
                                got,
                                interval,
                                interval > 0
                                        ? "02a5bcf940fc8d3239701acb11438d6a"
                                        : "f2317cad3d54cec5d7d7aa7d0bf35cf8"));
    }

    String thrown() {
        var text = new StringBuilder();
        for (String host : hosts) {
            boolean online = up.contains(host);
            String id = host.substring(1);
            text.append(
                    """
                    <node_state id="%s" uname="%s" in_ccm="%s" crmd="%s" join="%s" expected="%s">\
                    <transient_attributes id="%s"><instance_attributes id="tr-%s">\
                    """
                            .formatted(
                                    id,
                                    host,
                                    online,
                                    online ? "online" : "offline",
                                    online ? "member" : "down",
                                    online || dice.chance(30) ? "member" : "down",
                                    id,
                                    id));
            text.append(transients(host));
            text.append("</instance_attributes></transient_attributes>");
            text.append("<lrm id=\"").append(id).append("\"><lrm_resources>");
            text.append(histories(host));
            text.append("</lrm_resources></lrm></node_state>\n");
        }
        return text.toString();
    }
}
