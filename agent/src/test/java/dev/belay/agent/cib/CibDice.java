package dev.belay.agent.cib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Throws CIBs: small clusters with all that the scheduler claims to heed.
final class CibDice {

    private static final String KEY = "00000000-0000-0000-0000-000000000000";
    private static final String[] SCORES = {
        "-INFINITY", "-100", "-50", "-7", "3", "10", "50", "50", "100", "200", "INFINITY"
    };

    private final RandomGenerator dice;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> up = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> primitives = new ArrayList<>();
    private final StringBuilder resources = new StringBuilder();
    private final List<StringBuilder> histories = new ArrayList<>();
    private final List<StringBuilder> transients = new ArrayList<>();

    /// Of a hundred blocks.
    private final int clonePercent;

    private CibDice(long seed, int clonePercent) {
        this.clonePercent = clonePercent;
        dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Primitives and groups.
    static String thrown(long seed) {
        return new CibDice(seed, 0).cib();
    }

    /// Clones too.
    static String thrownWithClones(long seed) {
        return new CibDice(seed, 40).cib();
    }

    private String cib() {
        int count = 2 + dice.nextInt(4);
        for (int i = 1; i <= count; i++) {
            hosts.add("n" + i);
            histories.add(new StringBuilder());
            transients.add(new StringBuilder());
        }
        hosts.stream().filter(_ -> chance(85)).forEach(up::add);
        int blocks = 1 + dice.nextInt(7);
        for (int i = 0; i < blocks; i++) {
            if (clonePercent > 0 && chance(clonePercent)) {
                clone("k" + i);
            } else if (chance(30)) {
                group("g" + i);
            } else {
                units.add("r" + i);
                primitive("r" + i);
            }
        }
        return """
        <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" \
        num_updates="0" have-quorum="%s">
        <configuration><crm_config><cluster_property_set id="options">%s%s%s\
        </cluster_property_set></crm_config>
        <nodes>%s</nodes>
        <resources>%s</resources>
        <constraints>%s</constraints></configuration>
        <status>%s</status></cib>
        """
                .formatted(
                        chance(95) ? "1" : "0",
                        option("stonith-enabled", "false"),
                        chance(10) ? option("symmetric-cluster", "false") : "",
                        option("no-quorum-policy", pick("stop", "stop", "freeze", "ignore")),
                        nodes(),
                        resources,
                        constraints(),
                        status());
    }

    private String nodes() {
        var text = new StringBuilder();
        for (String host : hosts) {
            text.append("<node id=\"").append(host.substring(1)).append("\" uname=\"");
            text.append(host).append("\"><instance_attributes id=\"at-").append(host).append("\">");
            pair(text, host + "-rack", "rack", pick("a", "b"));
            if (chance(8)) {
                pair(text, host + "-standby", "standby", "on");
            }
            if (chance(3)) {
                pair(text, host + "-maintenance", "maintenance", "true");
            }
            text.append("</instance_attributes></node>\n");
        }
        return text.toString();
    }

    private void group(String id) {
        units.add(id);
        groups.add(id);
        resources.append("<group id=\"").append(id).append("\">");
        String meta = meta(id);
        int members = 1 + dice.nextInt(3);
        String home = pick(hosts);
        for (int i = 1; i <= members; i++) {
            primitiveAt(id + (char) ('a' + i), chance(80) ? home : pick(hosts));
        }
        // Meta attributes come last in the schema.
        resources.append(meta).append("</group>\n");
    }

    private void clone(String id) {
        units.add(id);
        resources.append("<clone id=\"").append(id).append("\"><meta_attributes id=\"meta-");
        resources.append(id).append("\">");
        int max = chance(50) ? 1 + dice.nextInt(hosts.size()) : hosts.size();
        if (max != hosts.size()) {
            pair(resources, "x-" + id, "clone-max", Integer.toString(max));
        }
        if (chance(40)) {
            pair(resources, "i-" + id, "interleave", "true");
        }
        if (chance(30)) {
            pair(resources, "cs-" + id, "resource-stickiness", pick("0", "10", "100"));
        }
        if (chance(5)) {
            pair(resources, "cr-" + id, "target-role", "Stopped");
        }
        resources.append("</meta_attributes>");
        String primitive = "p" + id.substring(1);
        primitives.add(id);
        resources.append("<primitive id=\"").append(primitive);
        resources.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">");
        if (chance(25)) {
            resources.append("<meta_attributes id=\"meta-").append(primitive).append("\">");
            pair(resources, "t-" + primitive, "migration-threshold", pick("1", "2", "3"));
            resources.append("</meta_attributes>");
        }
        resources.append("</primitive></clone>\n");
        boolean active = chance(75);
        int left = max;
        for (String host : hosts) {
            boolean here = active && left > 0 && up.contains(host) && chance(70);
            history(primitive, host, here);
            left -= here ? 1 : 0;
        }
    }

    private void primitive(String id) {
        primitiveAt(id, pick(hosts));
    }

    private void primitiveAt(String id, String home) {
        primitives.add(id);
        resources
                .append("<primitive id=\"")
                .append(id)
                .append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">")
                .append(meta(id))
                .append("<operations><op id=\"")
                .append(id)
                .append("-m\" name=\"monitor\" interval=\"10s\"/></operations></primitive>\n");
        boolean active = chance(65);
        for (String host : hosts) {
            boolean here = active && host.equals(home);
            history(id, host, here);
        }
    }

    private void history(String id, String host, boolean here) {
        int index = hosts.indexOf(host);
        var text = histories.get(index);
        text.append("<lrm_resource id=\"").append(id);
        text.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">");
        if (here) {
            operation(text, id, "start", 0, 0, 0, 2);
            if (chance(20)) {
                operation(text, id, "monitor", 10_000, 0, chance(50) ? 7 : 1, 3);
                pair(transients.get(index), id + "-fail", failCount(id, "monitor_10000"), count());
            } else {
                operation(text, id, "monitor", 10_000, 0, 0, 3);
            }
        } else {
            operation(text, id, "monitor", 0, 7, 7, 1);
            if (chance(4)) {
                pair(transients.get(index), id + "-fail", failCount(id, "start_0"), "INFINITY");
            } else if (chance(4)) {
                pair(transients.get(index), id + "-fail", failCount(id, "monitor_10000"), count());
            }
        }
        text.append("</lrm_resource>");
    }

    private String count() {
        return pick("1", "2", "3");
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

    private String meta(String id) {
        var text = new StringBuilder("<meta_attributes id=\"meta-" + id + "\">");
        if (chance(40)) {
            pair(text, "s-" + id, "resource-stickiness", pick("1", "50", "100", "100", "INFINITY"));
        }
        if (chance(25)) {
            pair(text, "t-" + id, "migration-threshold", pick("1", "2", "3", "0"));
        }
        if (chance(15)) {
            pair(text, "p-" + id, "priority", pick("5", "10", "-3"));
        }
        if (chance(5)) {
            pair(text, "r-" + id, "target-role", "Stopped");
        }
        if (chance(3)) {
            pair(text, "m-" + id, "is-managed", "false");
        }
        if (chance(3)) {
            pair(text, "c-" + id, "critical", "false");
        }
        return text.append("</meta_attributes>").toString();
    }

    private String constraints() {
        var text = new StringBuilder();
        int locations = dice.nextInt(2 * units.size() + 1);
        for (int i = 0; i < locations; i++) {
            String resource = chance(90) ? pick(units) : pick(primitives);
            if (chance(12)) {
                text.append(
                        """
                        <rsc_location id="l%d" rsc="%s"><rule id="l%d-r" score="%s">\
                        <expression id="l%d-e" attribute="%s" operation="%s" value="%s"/></rule>\
                        </rsc_location>
                        """
                                .formatted(
                                        i,
                                        resource,
                                        i,
                                        pick(SCORES),
                                        i,
                                        pick("rack", "#uname"),
                                        pick("eq", "ne"),
                                        pick("a", "n1", "n2")));
            } else {
                text.append(
                        "<rsc_location id=\"l%d\" rsc=\"%s\" node=\"%s\" score=\"%s\"/>\n"
                                .formatted(i, resource, pick(hosts), pick(SCORES)));
            }
        }
        List<String> line = new ArrayList<>(units);
        shuffle(line);
        if (line.size() > 1) {
            for (int i = dice.nextInt(line.size()); i > 0; i--) {
                int later = 1 + dice.nextInt(line.size() - 1);
                String attribute = chance(8) ? " node-attribute=\"rack\"" : "";
                text.append(
                        "<rsc_colocation id=\"c%d\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"%s/>\n"
                                .formatted(
                                        i,
                                        line.get(later),
                                        line.get(dice.nextInt(later)),
                                        pick(
                                                "INFINITY",
                                                "INFINITY",
                                                "-INFINITY",
                                                "100",
                                                "-100",
                                                "5000",
                                                "10"),
                                        attribute));
            }
            shuffle(line);
            for (int i = dice.nextInt(line.size()); i > 0; i--) {
                int later = 1 + dice.nextInt(line.size() - 1);
                text.append(
                        "<rsc_order id=\"o%d\" first=\"%s\" then=\"%s\" kind=\"%s\"/>\n"
                                .formatted(
                                        i,
                                        line.get(dice.nextInt(later)),
                                        line.get(later),
                                        pick("Mandatory", "Mandatory", "Optional", "Serialize")));
            }
        }
        return text.toString();
    }

    private String status() {
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
                                    online || chance(30) ? "member" : "down",
                                    id,
                                    id));
            text.append(transients.get(hosts.indexOf(host)));
            text.append("</instance_attributes></transient_attributes>");
            text.append("<lrm id=\"").append(id).append("\"><lrm_resources>");
            text.append(histories.get(hosts.indexOf(host)));
            text.append("</lrm_resources></lrm></node_state>\n");
        }
        return text.toString();
    }

    private static String option(String name, String value) {
        return "<nvpair id=\"o-" + name + "\" name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private static void pair(StringBuilder text, String id, String name, String value) {
        text.append("<nvpair id=\"").append(id).append("\" name=\"").append(name);
        text.append("\" value=\"").append(value).append("\"/>");
    }

    private boolean chance(int percent) {
        return dice.nextInt(100) < percent;
    }

    private String pick(String... from) {
        return from[dice.nextInt(from.length)];
    }

    private String pick(List<String> from) {
        return from.get(dice.nextInt(from.size()));
    }

    private void shuffle(List<String> line) {
        for (int i = line.size() - 1; i > 0; i--) {
            Collections.swap(line, i, dice.nextInt(i + 1));
        }
    }
}
