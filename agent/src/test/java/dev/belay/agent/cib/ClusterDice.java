package dev.belay.agent.cib;

import java.util.ArrayList;
import java.util.List;

/// Throws CIBs of clusters with remote nodes, guest nodes, fence devices on levels, templates and
/// defaults: what a drawing says whole. All of it is stopped and nothing failed.
final class ClusterDice {

    private final Dice dice;
    private final List<String> members = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private final StringBuilder fences = new StringBuilder();
    private final StringBuilder levels = new StringBuilder();
    private final StringBuilder remotes = new StringBuilder();
    private final StringBuilder resources = new StringBuilder();

    private ClusterDice(long seed) {
        dice = new Dice(seed);
    }

    static String thrown(long seed) {
        return new ClusterDice(seed).cib();
    }

    private String cib() {
        int count = 1 + dice.nextInt(4);
        for (int i = 1; i <= count; i++) {
            members.add("node-" + i);
        }
        nodes.addAll(members);
        for (int i = dice.nextInt(3); i > 0; i--) {
            remote("Remote." + i);
        }
        boolean fencing = dice.chance(60);
        if (fencing) {
            fences();
        }
        for (int i = 1 + dice.nextInt(5); i > 0; i--) {
            if (dice.chance(40)) {
                group("grp_" + i);
            } else {
                services.add("svc" + i);
                primitive("svc" + i, meta("svc" + i, true));
            }
        }
        return """
        <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" admin_epoch="0" epoch="7" \
        num_updates="3" have-quorum="1"><configuration>
        <crm_config><cluster_property_set id="options">%s%s%s%s</cluster_property_set></crm_config>
        <nodes>%s</nodes>
        <resources>%s%s%s%s</resources>
        <constraints>%s</constraints>
        <fencing-topology>%s</fencing-topology>
        %s</configuration><status>%s</status></cib>
        """
                .formatted(
                        option("cluster-name", "East 1"),
                        option("stonith-enabled", Boolean.toString(fencing)),
                        dice.chance(20) ? option("stonith-action", "off") : "",
                        dice.chance(15) ? option("symmetric-cluster", "false") : "",
                        entries(),
                        template(),
                        fences,
                        remotes,
                        resources,
                        constraints(),
                        levels,
                        defaults(),
                        status());
    }

    private static String option(String name, String value) {
        return "<nvpair id=\"o-" + name + "\" name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private String template() {
        return !resources.toString().contains("tpl")
                ? ""
                : """
                <template id="tpl" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="tm">\
                <nvpair id="tm-1" name="migration-threshold" value="4"/></meta_attributes><operations>\
                <op id="tpl-s" name="start" interval="0s" timeout="77s"/></operations></template>
                """;
    }

    private String defaults() {
        var text = new StringBuilder();
        if (dice.chance(40)) {
            text.append("<rsc_defaults><meta_attributes id=\"rd\">");
            Dice.pair(text, "rd-1", "resource-stickiness", dice.pick("1", "100"));
            Dice.pair(text, "rd-2", "migration-threshold", dice.pick("0", "3"));
            text.append("</meta_attributes></rsc_defaults>\n");
        }
        if (dice.chance(40)) {
            text.append("<op_defaults><meta_attributes id=\"od\">");
            Dice.pair(text, "od-1", "timeout", "45s");
            text.append("</meta_attributes></op_defaults>\n");
        }
        return text.toString();
    }

    private String entries() {
        var text = new StringBuilder();
        for (String node : nodes) {
            boolean isMember = members.contains(node);
            if (!isMember && dice.chance(50)) {
                continue;
            }
            text.append("<node id=\"").append(isMember ? node.substring(5) : node);
            text.append("\" uname=\"").append(node).append('"');
            text.append(isMember ? "" : " type=\"remote\"");
            text.append("><instance_attributes id=\"at-").append(node).append("\">");
            Dice.pair(text, node + "-rack", "rack", dice.pick("a", "b"));
            if (dice.chance(8)) {
                Dice.pair(text, node + "-standby", "standby", "true");
            }
            text.append("</instance_attributes></node>\n");
        }
        return text.toString();
    }

    private void remote(String name) {
        nodes.add(name);
        remotes.append("<primitive id=\"").append(name);
        remotes.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"remote\">");
        remotes.append("<instance_attributes id=\"p-").append(name).append("\">");
        Dice.pair(remotes, name + "-s", "server", dice.pick("10.0.0.9", "r.example", "fd00::9"));
        if (dice.chance(30)) {
            Dice.pair(remotes, name + "-p", "port", "3122");
            Dice.pair(remotes, name + "-r", "reconnect_interval", "45s");
        }
        remotes.append("</instance_attributes><operations><op id=\"").append(name);
        remotes.append("-m\" name=\"monitor\" interval=\"60s\" timeout=\"30s\"/></operations>");
        remotes.append("</primitive>\n");
    }

    private void fences() {
        int devices = 1 + dice.nextInt(3);
        for (int i = 1; i <= devices; i++) {
            String id = "fence_" + i;
            fences.append("<primitive id=\"").append(id);
            fences.append("\" class=\"stonith\" type=\"fence_dummy\">");
            fences.append("<instance_attributes id=\"p-").append(id).append("\">");
            if (dice.chance(50)) {
                Dice.pair(fences, id + "-ip", "ip", dice.pick("10.0.9.1", "bmc.example"));
            }
            if (dice.chance(50)) {
                Dice.pair(fences, id + "-l", "pcmk_host_list", String.join(" ", nodes));
            } else {
                Dice.pair(fences, id + "-m", "pcmk_host_map", members.getFirst() + ":7;");
            }
            if (dice.chance(30)) {
                Dice.pair(fences, id + "-t", "pcmk_reboot_timeout", "90");
                Dice.pair(fences, id + "-d", "pcmk_delay_base", "3s");
            }
            fences.append("</instance_attributes></primitive>\n");
            if (dice.chance(50)) {
                levels.append(
                        "<fencing-level id=\"fl-%d\" target=\"%s\" index=\"%d\" devices=\"%s\"/>\n"
                                .formatted(i, members.getFirst(), i, id));
            }
        }
    }

    private void group(String id) {
        services.add(id);
        resources.append("<group id=\"").append(id).append("\">").append(meta(id, false));
        for (int i = 1 + dice.nextInt(3); i > 0; i--) {
            primitive(id + "-" + i, "");
        }
        resources.append("</group>\n");
    }

    private String meta(String id, boolean single) {
        var text = new StringBuilder("<meta_attributes id=\"meta-" + id + "\">");
        if (dice.chance(40)) {
            Dice.pair(text, "s-" + id, "resource-stickiness", dice.pick("1", "50", "INFINITY"));
        }
        if (dice.chance(25)) {
            Dice.pair(text, "f-" + id, "failure-timeout", dice.pick("90", "10min", "1500ms"));
        }
        if (dice.chance(15)) {
            Dice.pair(text, "p-" + id, "priority", dice.pick("5", "10", "-3"));
        }
        if (dice.chance(8)) {
            Dice.pair(text, "r-" + id, "target-role", dice.pick("Stopped", "Started"));
        }
        if (dice.chance(4)) {
            Dice.pair(text, "m-" + id, "maintenance", "true");
        }
        if (single && dice.chance(25)) {
            nodes.add("guest-" + id);
            Dice.pair(text, "g-" + id, "remote-node", "guest-" + id);
            if (dice.chance(50)) {
                Dice.pair(text, "ga-" + id, "remote-addr", "vm.example");
                Dice.pair(text, "gt-" + id, "remote-connect-timeout", "90s");
            }
        }
        return text.append("</meta_attributes>").toString();
    }

    private void primitive(String id, String meta) {
        resources.append("<primitive id=\"").append(id).append("\" ");
        String kind =
                dice.pick(
                        "class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"",
                        "class=\"ocf\" provider=\"heartbeat\" type=\"IPaddr2\"",
                        "class=\"systemd\" type=\"nginx\"",
                        "class=\"lsb\" type=\"apache2\"",
                        // Members of a group have what the group has.
                        id.startsWith("svc")
                                ? "template=\"tpl\""
                                : "class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"");
        resources.append(kind).append('>').append(meta);
        if (kind.contains("IPaddr2")) {
            resources.append("<instance_attributes id=\"i-").append(id).append("\">");
            Dice.pair(resources, id + "-ip", "ip", dice.pick("10.0.0.7", "fd00::7"));
            if (dice.chance(70)) {
                Dice.pair(resources, id + "-n", "cidr_netmask", dice.pick("24", "32"));
            }
            if (dice.chance(30)) {
                Dice.pair(resources, id + "-d", "nic", "eth1");
            }
            resources.append("</instance_attributes>");
        }
        if (dice.chance(60)) {
            resources.append(
                    """
                    <operations><op id="%s-mon" name="monitor" interval="%s" timeout="25s"/>\
                    <op id="%s-start" name="start" interval="0" timeout="2min"/></operations>\
                    """
                            .formatted(id, dice.pick("10", "10s", "1500ms"), id));
        }
        resources.append("</primitive>\n");
    }

    private String constraints() {
        var text = new StringBuilder();
        for (int i = dice.nextInt(2 * services.size() + 1); i > 0; i--) {
            String service = dice.pick(services);
            String score = dice.pick("-INFINITY", "-50", "10", "100", "INFINITY");
            if (dice.chance(25)) {
                text.append(
                        """
                        <rsc_location id="l%d" rsc="%s"><rule id="l%d-r" score="%s">\
                        <expression id="l%d-e" attribute="%s" operation="eq" value="%s"/></rule>\
                        </rsc_location>
                        """
                                .formatted(
                                        i,
                                        service,
                                        i,
                                        score,
                                        i,
                                        dice.pick("rack", "#uname"),
                                        dice.pick("a", "node-1")));
            } else {
                text.append(
                        "<rsc_location id=\"l%d\" rsc=\"%s\" node=\"%s\" score=\"%s\"/>\n"
                                .formatted(i, service, dice.pick(nodes), score));
            }
        }
        for (int i = 1; i < services.size(); i++) {
            if (dice.chance(40)) {
                text.append(
                        "<rsc_colocation id=\"c%d\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"/>\n"
                                .formatted(
                                        i,
                                        services.get(i),
                                        services.get(dice.nextInt(i)),
                                        dice.pick("INFINITY", "-INFINITY", "100", "-100")));
            }
            if (dice.chance(40)) {
                text.append(
                        "<rsc_order id=\"d%d\" first=\"%s\" then=\"%s\" kind=\"%s\"/>\n"
                                .formatted(
                                        i,
                                        services.get(dice.nextInt(i)),
                                        services.get(i),
                                        dice.pick("Mandatory", "Optional")));
            }
        }
        return text.toString();
    }

    private String status() {
        var text = new StringBuilder();
        for (String member : members) {
            text.append(
                    """
                    <node_state id="%s" uname="%s" in_ccm="true" crmd="online" join="member" \
                    expected="member"/>
                    """
                            .formatted(member.substring(5), member));
        }
        return text.toString();
    }
}
